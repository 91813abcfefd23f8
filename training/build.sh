#!/usr/bin/env bash
# Build the bundled model: bash training/build.sh REPORTS UNLABELLED OUT  (see training/README.md)
# FROM_SCRATCH=1 repeats the pre-training of six layers instead of starting from the encoder in training/encoder.
set -euo pipefail
reports=$1 unlabelled=$2 out=$3
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$out"
gold=(--annotations "$here/../annotations" --reports "$reports" --extra-reports "$out/extra")

# finetune OUT OPTION…: a model on the way, unless it is there already
finetune() {
  if [ ! -f "$1/README.md" ]; then
    python "$here/finetune.py" "${gold[@]}" --without-test --out "$@"
  fi
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

# Six layers, which tag the unlabelled reports.
finetune "$out/teacher/bundle" --encoder "$out/encoder" --epochs 7 --name govreport-teacher
python "$here/self_label.py" "$out/teacher/bundle" "$unlabelled" "$out/self"

# Four of them, pre-trained further, which learn from the tags first and then from the annotations.
if [ ! -f "$out/small/encoder.safetensors" ]; then
  python "$here/pretrain.py" --reports "$unlabelled" --out "$out/pretrain-small" --encoder "$out/encoder" --keep 0,1,3,5 \
    --activation relu --size 256 --batch 24 --steps 2400 --warm 150 --lr 6e-4 --muon 1.5e-3 --seed 3
  python "$here/encoder.py" "$out/pretrain-small" "$out/small"
fi
if [ ! -f "$out/student/encoder/vocabulary.json" ]; then
  python "$here/student.py" "$out/small" "$out/self" "$out/student"
fi
finetune "$out/first/bundle" --encoder "$out/student/encoder"
finetune "$out/second/bundle" --start "$out/first/bundle" --share 0.7

# Rounds on the decided sentences too: two seeds, then the mean of their weights. Before the last one the feed-forward
# layers are cut to a third; its mean is averaged with what it began from.
python "$here/self_label.py" "$out/second/bundle" "$unlabelled" "$out/around" --only "$here/reviewed"
python "$here/reviewed.py" "$out/around" "$out/reviewed"
start=$out/second/bundle
with_start=()
for round in 1 2 3; do
  if [ "$round" = 3 ]; then
    if [ ! -f "$out/narrow/config.json" ]; then
      python "$here/prune.py" "$start" "$out/narrow" --width 512 "${gold[@]}"
    fi
    start=$out/narrow
    with_start=(--start "$start")
  fi
  for seed in 1 2; do
    finetune "$out/round$round/seed$seed/bundle" --start "$start" --reviewed "$out/reviewed" --epochs 1 --share 0.5 \
      --seed $((2 * round - 2 + seed))
  done
  start=$out/round$round/mean
  if [ ! -f "$start/config.json" ]; then
    python "$here/average.py" "$out/round$round/seed1/bundle" "$out/round$round/seed2/bundle" "$start" \
      ${with_start[@]+"${with_start[@]}"}
  fi
done
if [ ! -f "$start/README.md" ]; then
  python "$here/finish.py" "$start" "${gold[@]}"
fi
echo "bundle: $start"
