#!/usr/bin/env bash
# Build the bundled model: bash training/build.sh REPORTS UNLABELLED OUT  (see training/README.md)
# FROM_SCRATCH=1 repeats the pre-training instead of starting from the encoder in training/encoder.
set -euo pipefail
reports=$1 unlabelled=$2 out=$3
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$out"

# finetune ENCODER OUT [OPTION…]
finetune() {
  python "$here/finetune.py" --annotations "$here/../annotations" --reports "$reports" --extra-reports "$out/extra" \
    --encoder "$1" --out "$2" "${@:3}"
}

if [ ! -f "$out/encoder/encoder.safetensors" ]; then
  if [ -n "${FROM_SCRATCH:-}" ]; then
    python "$here/pretrain.py" --reports "$unlabelled" --out "$out/pretrain"
    python "$here/encoder.py" "$out/pretrain" "$out/encoder"
  else
    mkdir -p "$out/encoder"
    cp "$here/encoder/vocabulary.json" "$here/encoder/encoder.safetensors" "$out/encoder"
  fi
fi
python "$here/extra_reports.py" "$here/annotations" "$unlabelled" "$out/extra"
# The larger model: it tags the unlabelled reports from which the smaller one learns first.
if [ ! -f "$out/teacher/bundle/README.md" ]; then
  finetune "$out/encoder" "$out/teacher/bundle" --without-test --epochs 7 --name govreport-teacher
fi
if [ ! -f "$out/student/encoder/vocabulary.json" ]; then
  python "$here/self_label.py" "$out/teacher/bundle" "$unlabelled" "$out/self"
  python "$here/student.py" "$out/teacher" "$out/self" "$out/student"
fi
if [ ! -f "$out/bundle/README.md" ]; then
  finetune "$out/student/encoder" "$out/bundle"
fi
echo "bundle: $out/bundle"
