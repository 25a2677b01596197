"""
What networks say of summits that they were not trained on: the last phase of `train.py` twice, each time without half of the summits.

    python leave_out.py PAIRS.json JUDGED.pt LEFT-OUT.json
"""
import argparse
import json
import random

import torch

from network import CrossEncoder, word_table
from train import RATES, answers, train

PHASE = 'summits'


def told(answer):
    return [{'all': every, 'some': some} for every, some, _ in answer.tolist()]


def main():
    call = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    call.add_argument('pairs', help='what pairs.ts wrote')
    call.add_argument('begin', help='what the phase before learned')
    call.add_argument('out')
    given = call.parse_args()
    data = json.load(open(given.pairs))
    marks = data['begin'], data['end']
    found = {}
    summits = sorted({pair['subject'] for pair in data['asked']})
    middle = len(summits) // 2
    for half in [summits[:middle], summits[middle:]]:
        random.seed(0)
        torch.manual_seed(0)
        network = CrossEncoder()
        network.begin_with(torch.load(given.begin))
        pairs = [pair for pair in data['phases'][PHASE] if not pair['held'] and pair['subject'] not in half]
        train(network, pairs, RATES[PHASE], marks, f'without {" and ".join(half)}')
        asked = [pair for pair in data['asked'] if pair['subject'] in half]
        found.update({pair['key']: told(answer) for pair, answer in zip(asked, answers(network, asked, word_table(), marks))})
        json.dump(found, open(given.out, 'w'))


if __name__ == '__main__':
    main()
