FROM python:3.13-slim

ENV PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1

# The user first: the files of the image stay root's, only /app/var is written to.
RUN useradd --create-home --uid 10001 patchline \
    && install --directory --owner patchline --mode 0700 /app/var
WORKDIR /app

COPY pyproject.toml constraints.txt README.md ./
COPY service service
COPY workers workers
RUN pip install --constraint constraints.txt .
COPY campaigns campaigns

USER patchline
ENV HOST=0.0.0.0
EXPOSE 8000
ENTRYPOINT ["patchline"]
CMD ["serve"]
