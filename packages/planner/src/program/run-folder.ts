/** Where is kept what is not to outlive a reboot. */
export const runFolder = '/run/networkd';
