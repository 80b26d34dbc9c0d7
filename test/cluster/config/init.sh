#!/bin/bash
# Process 1 of the cluster's namespaces (unshare --net --mount --pid): makes the machine that the node believes it is,
# then waits. When it ends, the kernel ends everything else in here, unmounts what was mounted and drops the network.
# Arguments: the folder of the cluster's state, the folder of this file.
set -euo pipefail
state=$1 config=$2

# Volumes with mount propagation need it; the namespace is private to this cluster.
mount --make-rshared /
mkdir -p "$state"/var/{lib,log}
# The usual places, but none of the machine's own: containerd, the kubelet and CNI keep their defaults.
for folder in /var/lib /var/log; do mount --bind "$state$folder" "$folder"; done
mount -t tmpfs -o mode=755 tmpfs /run
mkdir -p /run/netns /run/cluster /run/config
mount --bind "$state" /run/cluster
mount --bind "$config" /run/config

ip link set lo up
# The node's address, and a way out for addresses of Services: kube-proxy rewrites them only once they are routed.
ip link add node0 type veth peer name nowhere
ip addr add 10.89.0.1/32 dev node0
ip link set node0 up
ip link set nowhere up
ip route add default dev node0 src 10.89.0.1
echo 1 > /proc/sys/net/ipv4/ip_forward

# The kubelet wants the parent of its control groups to exist.
for controller in /sys/fs/cgroup /sys/fs/cgroup/*; do
  [ -f "$controller/cgroup.procs" ] || continue
  mkdir -p "$controller/$(basename "$state")"
done

touch "$state/ready"
# Bash reaps the orphans that end up with process 1 while it waits.
sleep infinity &
wait
