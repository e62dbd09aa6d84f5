#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A careless agent: it prints its key, works until it is asked to stop, and takes its time for that.
trap 'echo "saving my work"; sleep 0.3; echo stopped; exit 0' TERM
echo "working with $API_KEY"
[ "$1" != once ] || exit 0
[ "$1" != crash ] || kill -SEGV $$
while :; do sleep 0.1; done
