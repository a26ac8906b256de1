import type { Bilingual } from '../../src/contract/texts.ts'
import type { CodeAnswer } from '../../src/verification/api.ts'

const UPLOAD_MEGABYTES = 12
export const UPLOAD_BYTES = UPLOAD_MEGABYTES * 1024 * 1024

/** In place of a form that no picture can be drawn for just now. A minute is what the limit of pictures counts in. */
export const NO_PICTURE: Bilingual = {
  zh: '这个网络地址刚才要的验证图太多，请过一分钟再取。用文件查验不需要验证图，现在就可以。',
  en: 'Too many pictures were asked for from this network address. Please ask again in a minute. A file can be checked now: it needs no picture.',
}

/** What the plain pages say in place of a result. */
type Note =
  | Exclude<CodeAnswer['outcome'], 'found'>
  | 'busy'
  | 'no-file'
  | 'gave-up'
  | 'wrong'
  | 'too-large'
  | 'too-slow'
  | 'failed'

export const NOTES: Readonly<Record<Note, Bilingual>> = {
  'not-found': {
    zh: '没有查到这个验证码对应的文件。请核对后再输入。',
    en: 'No document was found under this code. Please compare it and try again.',
  },
  unreadable: {
    zh: '验证码没有读全或输错了：它有 26 位数字和字母，没有 I、L、O、U。请再扫一次或重新输入。这并不表示文件有问题。',
    en: 'The code was not read or typed in full: it has 26 digits and letters, and no I, L, O or U. Please scan or type it again. Nothing is said against the document.',
  },
  'captcha-wrong': {
    zh: '图中的数字不对，请看新图再输入。',
    en: 'The digits were not right. Please try the new picture.',
  },
  'slow-down': { zh: '查询太频繁，请过一会儿再试。', en: 'Too many tries. Please come back in a while.' },
  'ticket-over': { zh: '请重新查验。', en: 'Please start again.' },
  busy: { zh: '现在检查的人很多，请稍后再试。', en: 'Many files are being checked just now. Please try again soon.' },
  'no-file': { zh: '没有收到文件，请重新选择。', en: 'No file has arrived. Please choose it again.' },
  'gave-up': {
    zh: '这个文件无法检查，因为它太复杂。这并不表示文件无效。',
    en: 'This file is too complex to be checked here. That does not mean that it is invalid.',
  },
  wrong: { zh: '提交的内容不完整，请重新填写。', en: 'The form was incomplete. Please fill it in again.' },
  'too-large': {
    zh: `文件超过 ${UPLOAD_MEGABYTES} 兆，这里不能检查。本校出具的文件不会这么大；请确认选对了文件，或用纸上的验证码查验。这并不表示文件无效。`,
    en: `The file is larger than ${UPLOAD_MEGABYTES} MB and cannot be checked here. Documents of the university are never so large: make sure that it is the right file, or check the code on the paper. That does not mean that it is invalid.`,
  },
  failed: {
    zh: '现在无法查验，请过一会儿再试。这并不表示文件有问题。',
    en: 'Nothing can be checked just now. Please try again in a while. Nothing is said against the document.',
  },
  'too-slow': {
    zh: '文件没有在一分钟内传完。请换一个快些的网络再试，或用纸上的验证码查验。',
    en: 'The file did not arrive within a minute. Please try again on a faster network, or check the code on the paper.',
  },
}
