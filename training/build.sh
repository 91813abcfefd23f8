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
# A larger model tags the unlabelled reports.
if [ ! -f "$out/teacher/bundle/README.md" ]; then
  finetune "$out/encoder" "$out/teacher/bundle" --without-test --epochs 7 --name govreport-teacher
fi
if [ ! -f "$out/small/vocabulary.json" ]; then
  python "$here/pretrain.py" --reports "$unlabelled" --out "$out/pretrain-small" --encoder "$out/encoder" \
    --keep 0,1,3,5 --activation relu --size 128 --batch 48 --steps 2400 --warm 150 --lr 6e-4 --muon 1.5e-3 --seed 3
  python "$here/encoder.py" "$out/pretrain-small" "$out/small"
fi
# Four of its encoder's layers, pre-trained further, learn from what it found, then from the annotations.
if [ ! -f "$out/student/encoder/vocabulary.json" ]; then
  python "$here/self_label.py" "$out/teacher/bundle" "$unlabelled" "$out/self"
  python "$here/student.py" "$out/small" "$out/self" "$out/student"
fi
if [ ! -f "$out/bundle/README.md" ]; then
  finetune "$out/student/encoder" "$out/bundle"
fi
echo "bundle: $out/bundle"
