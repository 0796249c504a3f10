/** The routing protocol number of our routes and rules, by which we know them as ours (ip-route(8), `proto`). */
export const routeProtocol = 110;
