#!/bin/sh
# sbatch slurm.sh: a scheduler, a worker a task, and the crawl, in one job. A job that ends too early is submitted again:
# the crawl goes on where it was.
#SBATCH --job-name=wadmon
#SBATCH --ntasks=16
#SBATCH --cpus-per-task=1
#SBATCH --mem-per-cpu=3G
#SBATCH --time=2-00:00:00
set -eu
address="tls://$(hostname):8786"
tls="--tls-ca-file $WADMON_CLUSTER_CA --tls-cert $WADMON_CLUSTER_CERTIFICATE --tls-key $WADMON_CLUSTER_KEY"
# shellcheck disable=SC2086 # options, each a word of its own
dask scheduler --no-dashboard --protocol tls --port 8786 $tls &
srun --ntasks="$((SLURM_NTASKS - 1))" sh -c "wadmon worker $address --name \"\$(hostname)-\$SLURM_PROCID\"" &
export WADMON_CLUSTER="$address"
status=0
wadmon crawl --resume || status=$?
if [ "$status" -eq 2 ]; then # no crawl was interrupted
    status=0
    wadmon crawl || status=$?
fi
[ "$status" -le 1 ] # 1: finished, not all tested
