#!/usr/bin/env bash
# Build the bundled model: bash training/build.sh REPORTS UNLABELLED OUT  (see training/README.md)
# FROM_SCRATCH=1 repeats the pre-training instead of starting from the encoder in training/encoder.
set -euo pipefail
reports=$1 unlabelled=$2 out=$3
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$out"

if [ ! -f "$out/encoder/encoder.safetensors" ]; then
  if [ -n "${FROM_SCRATCH:-}" ]; then
    python "$here/pretrain.py" --reports "$unlabelled" --out "$out/pretrain"
    python "$here/encoder.py" "$out/pretrain" "$out/encoder"
  else
    mkdir -p "$out/encoder"
    cp "$here/encoder/vocabulary.json" "$here/encoder/encoder.safetensors" "$out/encoder"
  fi
fi
if [ ! -f "$out/bundle/README.md" ]; then
  python "$here/extra_reports.py" "$here/annotations" "$unlabelled" "$out/extra"
  python "$here/finetune.py" --annotations "$here/../annotations" --reports "$reports" --extra-reports "$out/extra" \
    --encoder "$out/encoder" --out "$out/bundle"
fi
echo "bundle: $out/bundle"
