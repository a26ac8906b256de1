import { type Bilingual, both } from '../src/contract/texts.ts'
import type { ChangeKind } from '../src/pdf/report.ts'
import {
  ADDED_WORDS,
  filledWith,
  GROUND_WORDS,
  hasOwnToDo,
  SEAL_WORDS,
  TO_DO_WORDS,
} from '../src/verification/words.ts'
import type { Traces } from './verify-line.ts'

const CLAIM_HOLDS = both(
  '这个签章出自这里给出的根证书，但它原来盖在什么内容上，这个文件已经看不出来',
  'That seal was made under an anchor given here; over what, this file no longer shows',
)
const CLAIM_DOES_NOT_HOLD = both(
  '这个名称未经证实：签章不能追溯到这里给出的根证书',
  'That name is not proved: the seal does not lead to an anchor given here',
)
const NO_NAME = both('没有名称的人', 'somebody without a name')

/** What is left of a seal in a file, sentence by sentence; a claim is called one. */
export function sentencesOfTraces({ ground, part, signer, claim, added }: Traces): Bilingual[] {
  const sentences = [GROUND_WORDS[ground]]
  if (part) {
    const by = signer === null ? NO_NAME : both(signer, signer)
    sentences.push(
      both(
        `第 ${part.start} 至 ${part.end} 字节是由 ${by.zh} 盖章的完整文件`,
        `Bytes ${part.start} to ${part.end} are a whole document sealed by ${by.en}`,
      ),
    )
  }
  if (added.length > 0)
    sentences.push(filled(SEAL_WORDS.added, both(namesOf(added, 'zh'), namesOf(added, 'en')), 'what'))
  if (claim) {
    const by = claim.signer === null ? NO_NAME : both(claim.signer, claim.signer)
    sentences.push(filled(SEAL_WORDS.claimed, by, 'signer'), claim.leadsToAnchor ? CLAIM_HOLDS : CLAIM_DOES_NOT_HOLD)
  }
  if (hasOwnToDo(ground)) sentences.push(TO_DO_WORDS[ground])
  return sentences
}

const namesOf = (added: readonly ChangeKind[], language: 'zh' | 'en'): string =>
  added.map(kind => ADDED_WORDS[kind][language]).join(ADDED_WORDS.join[language])

const filled = (words: Bilingual, value: Bilingual, name: string): Bilingual =>
  both(filledWith(words.zh, { [name]: value.zh }), filledWith(words.en, { [name]: value.en }))
