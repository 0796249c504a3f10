# The first process of a virtual machine once it has its root: runs what it is told to, each in the background. All of /tmp
# that is there is seen too: the repository may lie in it.
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C
told() { sed -n "s/.*networkd\.$1=\([^ ]*\).*/\1/p" /proc/cmdline | base64 -d; }
share=$(told share)
PATH=$(dirname "$(told node)"):$PATH
mkdir -p /dev/pts /dev/shm
ln -sfn /proc/self/fd /dev/fd
mount -t devpts devpts /dev/pts
mount -t tmpfs shm /dev/shm
mount -t tmpfs -o mode=755 run /run
mkdir -p /run/netns /run/wireguard /run/lock /lib/modules "$share"
[ -L /var/run ] || mount --bind /run /var/run
ln -sfn "$(told modules)" "/lib/modules/$(uname -r)"
mount -t 9p -o trans=virtio,version=9p2000.L,cache=none,msize=512000 share "$share" || exit
ip link set dev lo up
# A file of which the use loads a module, which udev makes at boot on other machines (kmod(8), static nodes).
mkdir -p /dev/net
[ -e /dev/net/tun ] || mknod -m 666 /dev/net/tun c 10 200
echo 1024 >/proc/sys/fs/inotify/max_user_instances
for port in /sys/class/virtio-ports/*; do exec 3<>"/dev/${port##*/}"; done
echo ready >&3
# A line is the name of a folder that has a script in it; how that ended is the answer.
while read -r name <&3; do
  (
    cd "$share/$name" || exit
    sh ./run >out 2>err </dev/null 3>&-
    echo "$name $?" >&3
  ) &
done
