#!/bin/busybox sh
# The first process of a virtual machine: its root is that of the machine it runs on, read-only, under a layer of memory.
/bin/busybox --install -s /bin
export PATH=/bin
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs dev /dev
while read -r module; do
  insmod "/modules/$module" || echo "init: $module is not loaded"
done </modules/order
mount -t 9p -o ro,trans=virtio,version=9p2000.L,cache=loose,msize=512000 root /lower || echo 'init: no root'
mount -t tmpfs -o mode=755 upper /upper
mkdir /upper/upper /upper/work
mount -t overlay -o lowerdir=/lower,upperdir=/upper/upper,workdir=/upper/work overlay /root || echo 'init: no layer'
for each in proc sys dev; do mount --move "/$each" "/root/$each"; done
exec switch_root /root /bin/sh "$(sed -n 's/.*networkd.start=\([^ ]*\).*/\1/p' /root/proc/cmdline)"
