import type { Bilingual } from '../contract/texts.ts'
import type { Ground, Outcome } from './judge.ts'
import type { RevocationReason } from './states.ts'

export interface OutcomeWords {
  /** The verdict itself, two to six characters. */
  readonly word: Bilingual
  readonly means: Bilingual
  readonly toDo: Bilingual
}

/** The verdicts as somebody in a personnel office reads them, each with what to do. */
export const OUTCOME_WORDS: Readonly<Record<Outcome, OutcomeWords>> = {
  valid: {
    word: { zh: '有效', en: 'Valid' },
    means: {
      zh: '这份文件由本校出具，目前有效。',
      en: 'The university has issued this document, and it is in force.',
    },
    toDo: {
      zh: '请核对姓名和内容与您手中的一致。',
      en: 'Compare name and content with what you hold.',
    },
  },
  replaced: {
    word: { zh: '已被替换', en: 'Replaced' },
    means: {
      zh: '这份文件是真的，但本校已为同一人出具了新的文件代替它。',
      en: 'This document is genuine, but the university has issued a newer one in its place.',
    },
    toDo: { zh: '请向持有人索取新的文件。', en: 'Ask the holder for the newer document.' },
  },
  revoked: {
    word: { zh: '已撤销', en: 'Revoked' },
    means: {
      zh: '本校已撤销这份文件，它不再有效。',
      en: 'The university has taken this document back. It is no longer valid.',
    },
    toDo: {
      zh: '请不要采用。如有疑问，请联系本校。',
      en: 'Do not rely on it. If in doubt, ask the university.',
    },
  },
  expired: {
    word: { zh: '已过期', en: 'Expired' },
    means: {
      zh: '这份文件是真的，但它的有效期已过。',
      en: 'This document is genuine, but it was valid for a time that is over.',
    },
    toDo: { zh: '请持有人重新办理一份。', en: 'Ask the holder for a new one.' },
  },
  altered: {
    word: { zh: '被改动过', en: 'Altered' },
    means: {
      zh: '这个文件和盖章时不一样了：有人改动过，或者传送中损坏了。',
      en: 'This file is not as it was sealed: it was changed, or damaged on its way.',
    },
    toDo: {
      zh: '请不要采用。请持有人提供原始文件，或用纸上的验证码查验。',
      en: 'Do not rely on it. Ask for the original file, or check the code on the paper.',
    },
  },
  'not-ours': {
    word: { zh: '不是本校文件', en: 'Not ours' },
    means: {
      zh: '这个文件没有本校的电子签章。',
      en: 'This file does not carry the seal of the university.',
    },
    toDo: {
      zh: '请不要当作本校文件采用。扫描件和照片不带签章，请用纸上的验证码查验。',
      en: 'Do not rely on it as ours. A scan or photograph has no seal: check the code on the paper instead.',
    },
  },
  'cannot-check': {
    word: { zh: '现在无法判断', en: 'Cannot check now' },
    means: {
      zh: '目前还不能下结论。这并不表示文件无效。',
      en: 'There is no answer yet. This does not mean that the document is invalid.',
    },
    toDo: {
      zh: '请稍后再查，或用纸上的验证码查验，或联系本校。',
      en: 'Try again later, check the code on the paper, or ask the university.',
    },
  },
}

/** What a verdict rests on. */
export const GROUND_WORDS: Readonly<Record<Ground, Bilingual>> = {
  server: {
    zh: '依据：本校出具记录，文件逐字节一致。',
    en: 'Based on the records of the university, which hold this very file.',
  },
  'server-signed': {
    zh: '依据：本校出具记录。盖章的内容与记录一致；文件另附了签章的佐证数据，内容未变。',
    en: 'Based on the records of the university, which hold what was sealed. Proof about the seal was added to the file since; its content is the same.',
  },
  list: {
    zh: '依据：文件上的电子签章（签章写明的有效期未过，或未限期），以及本校签发的失效文件名单。',
    en: 'Based on the seal in the file, whose last day, if it names one, is not over, and on the signed list of documents that are no longer valid.',
  },
  changed: {
    zh: '依据：文件内容与电子签章不符。',
    en: 'The content does not agree with the seal in the file.',
  },
  broken: {
    zh: '依据：文件的结构已损坏，签章不能成立。',
    en: 'The file is damaged, so the seal in it does not hold.',
  },
  unreadable: {
    zh: '依据：这不是完整的版式文件，里面读不到任何签章。',
    en: 'This is not a sound document file, and no seal can be read in it.',
  },
  'too-complex': {
    zh: '这个文件太大或太复杂，这里检查不了。',
    en: 'This file is too large or too complex to be checked here.',
  },
  unsigned: { zh: '依据：文件里没有任何电子签章。', en: 'There is no electronic seal in the file.' },
  'other-signer': {
    zh: '依据：文件里的电子签章属于别人，不属于本校。',
    en: 'The seal in the file belongs to somebody else.',
  },
  weak: {
    zh: '依据：文件里的电子签章使用了不安全的算法，本校从不使用。',
    en: 'The seal in the file uses an unsafe method that the university never uses.',
  },
  'sealed-day': {
    zh: '依据：文件上的电子签章，其中写明的有效期已过。',
    en: 'Based on the seal in the file: the last day of validity that it names is over.',
  },
  'seal-revoked': {
    zh: '依据：盖章所用的证书已被吊销。',
    en: 'The certificate of the seal in the file has been revoked.',
  },
  'not-asked': {
    zh: '电子签章是真的，内容未被改动。是否仍然有效，还要问学校的服务器。',
    en: "The seal is genuine and nothing was changed. Whether it is still in force, only the university's server knows.",
  },
  unreachable: {
    zh: '电子签章是真的，内容未被改动。但现在连不上学校的服务器，不知道是否仍然有效。',
    en: 'The seal is genuine and nothing was changed. The server cannot be reached, so whether it is still in force is open.',
  },
  'unknown-to-server': {
    zh: '电子签章是真的，但本校的出具记录里没有这个文件。请联系本校核实。',
    en: 'The seal is genuine, but the records do not hold this file. Please ask the university.',
  },
  'seal-expired': {
    zh: '盖章所用的证书已过期，单凭文件无法判断。请让学校的服务器核对。',
    en: "The certificate of the seal has run out since. The university's server can still tell.",
  },
  'foreign-stamp': {
    zh: '文件里加了一个本校不认识的时间戳，单凭这个文件无法判断。请索取未加时间戳的原始文件，或用纸上的验证码查验。',
    en: 'A time stamp was added whose authority the university does not know. Ask for the file as it was issued, or check the code on the paper.',
  },
  unsupported: {
    zh: '文件使用了这里不支持的格式，例如加密。',
    en: 'The file uses something that cannot be read here, such as encryption.',
  },
  contradiction: {
    zh: '学校的记录和文件本身说法不一致。请联系本校。',
    en: 'The records and the file contradict each other. Please ask the university.',
  },
}

/** Why a document was revoked, as everyone may know it. */
export const REASON_WORDS: Readonly<Record<RevocationReason, Bilingual>> = {
  'issued-in-error': { zh: '出具有误', en: 'It was issued in error.' },
  'record-corrected': { zh: '学校记录已更正', en: 'The records behind it were corrected.' },
  'lost-or-misused': { zh: '文件遗失或被冒用', en: 'It was lost or misused.' },
  withdrawn: { zh: '学校收回', en: 'The university has withdrawn it.' },
}
