# Two stages from the same base: the venv made in the first runs on the very same Python in the
# second. Everything here is plain Debian, so each RUN line works in an ordinary Debian 12 too.
FROM debian:12-slim AS builder

RUN apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends python3 python3-venv

WORKDIR /src

# The locks alone first: this slow layer is redone only when a lock changes. The runtime venv is
# made without pip and filled from outside, by the build venv's: nothing to remove afterwards but
# numpy's own test suite, 7 MB.
COPY requirements.lock requirements-dev.lock ./
RUN python3 -m venv /opt/build \
    && python3 -m venv --without-pip /opt/giaoban \
    && /opt/build/bin/pip install --no-cache-dir --no-compile --require-hashes \
        --only-binary :all: --requirement requirements-dev.lock \
    && /opt/build/bin/pip --python /opt/giaoban/bin/python install --no-cache-dir --no-compile \
        --require-hashes --only-binary :all: --requirement requirements.lock \
    && find /opt/giaoban/lib/python3*/site-packages/numpy -type d -name tests -prune -exec rm -r {} +

# Bytecode is made here because the image runs read-only; "unchecked" because the copy between
# stages may change file times, which the usual kind compares.
COPY pyproject.toml ./
COPY corpus corpus
COPY index index
COPY bot bot
RUN /opt/build/bin/pip wheel --no-deps --no-build-isolation --wheel-dir dist . \
    && /opt/build/bin/pip --python /opt/giaoban/bin/python install --no-deps --no-compile dist/*.whl \
    && python3 -m compileall -q -j 0 --invalidation-mode unchecked-hash /opt/giaoban/lib


FROM debian:12-slim

# Fixed ids, so that a volume keeps its owner from one image to the next.
RUN apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends python3 \
    && rm -rf /var/lib/apt/lists/* /var/cache/apt/* \
    && groupadd --gid 10001 giaoban \
    && useradd --uid 10001 --gid 10001 --home-dir /data --no-create-home --shell /usr/sbin/nologin giaoban \
    && install --directory --owner=10001 --group=10001 --mode=0700 /data

COPY --from=builder /opt/giaoban /opt/giaoban

# /data is all that is ever written: run with --read-only and keep the volume.
ENV PATH=/opt/giaoban/bin:$PATH \
    LANG=C.UTF-8 \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    GIAOBAN_DATA=/data
VOLUME /data
USER 10001:10001
WORKDIR /data

STOPSIGNAL SIGTERM
HEALTHCHECK --interval=60s --timeout=20s --start-period=60s --retries=3 CMD ["giaoban", "health"]
ENTRYPOINT ["giaoban"]
CMD ["run"]
