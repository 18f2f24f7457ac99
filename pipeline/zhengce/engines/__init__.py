"""Engines: where the inner loop runs. An engine knows no rule and no rule knows an engine.

One machine
    `zhengce extract INPUT... -o DIR --workers N`. This process reads, N workers extract. For a crawl, where reading is most of the work, start a
    scheduler and N workers here as on a cluster: then each worker reads its own archives.

A cluster
    One process schedules, workers run one task a shard: a file of records, a crawl archive, or some 4 MB of plain files. Put large dumps into
    files of 50 to 500 MB, some for each worker. Every machine needs the same zhengce (`pip install 'zhengce[dask]'`, rules included), and
    inputs and output must have the same names on all: a shared file system, or addresses (s3:// with s3fs, gs:// with gcsfs, hdfs://;
    credentials as those libraries take them, such as AWS_ACCESS_KEY_ID or a role of the machine).

        dask scheduler --port 8786                                      # on one machine
        dask worker tcp://HOST:8786 --nworkers N --nthreads 1           # on each: a process a core, since Python runs one thread at a time
        zhengce extract s3://bucket/news -o s3://bucket/run --engine dask --scheduler tcp://HOST:8786

    Workers keep about 400 MB each and hold one batch; `--memory-limit 2GB` is ample. They may come and go while a run is on. The dashboard
    (its link is printed) shows tasks, memory and logs.

SLURM, PBS, LSF
    dask-jobqueue starts the scheduler here and each worker as a job:

        from dask_jobqueue import SLURMCluster
        cluster = SLURMCluster(cores=16, processes=16, memory="32GB", walltime="04:00:00")
        cluster.scale(jobs=20)
        print(cluster.scheduler_address)                                # for --scheduler; keep this process alive

Kubernetes
    The Dask operator (`helm install --repo https://helm.dask.org dask-operator`) runs an image with zhengce in it; the scheduler's service
    is the address. `zhengce extract` runs as a pod beside it, or here through `kubectl port-forward service/NAME-scheduler 8786`.

Spark
    `zhengce.spark.extract(df)` where the texts are a DataFrame already.

What was done stays done: a lost worker costs the part it was at, a lost scheduler the shards under way, and `--resume` goes on with any
engine. A run on object stores has no lock: do not start two into one place.
"""
