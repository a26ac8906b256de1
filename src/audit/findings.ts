import type { Bilingual } from '../contract/texts.ts'

/** What can be wrong with the trail, each in words for whoever must look into it. */
export const FINDING_KINDS = {
  'entry-changed': { zh: '条目被改过', en: 'the entry was changed' },
  'entry-missing': { zh: '条目被删除', en: 'the entry was deleted' },
  'entry-inserted': {
    zh: '条目不在链上：事后塞入，或其链节被删',
    en: 'the entry is not in the chain: it was put in, or its link deleted',
  },
  'link-changed': { zh: '链节被改过', en: 'the link was changed' },
  'link-missing': { zh: '链节缺失', en: 'the link is missing' },
  'checkpoint-changed': { zh: '检查点与链不符', en: 'the checkpoint does not fit the chain' },
  'checkpoint-missing': { zh: '检查点缺失', en: 'the checkpoint is missing' },
  'block-changed': { zh: '证明用的中间值与链不符', en: 'a value kept for proofs does not fit the chain' },
  'chain-cut-short': {
    zh: '链尾被截断：检查点签过的条目没有了',
    en: 'the end is cut off: a checkpoint signs entries that are gone',
  },
  'cut-unproven': {
    zh: '到期删除之处没有可信的检查点',
    en: 'where old entries were deleted, no checkpoint vouches for what follows',
  },
  'cut-too-early': { zh: '条目未满 200 天就被删除', en: 'entries were deleted before they were 200 days old' },
  'witness-ahead': {
    zh: '见证副本比本库新：链尾被截断，或数据库被换成了旧备份',
    en: 'the outside copy knows more: the end was cut off, or the database is an older one put back',
  },
  'witness-differs': { zh: '与见证副本不同', en: 'it is another one than in the outside copy' },
  'witness-forked': {
    zh: '见证副本里同一编号有两个不同的检查点',
    en: 'the outside copy has two checkpoints of one number',
  },
  'witness-unreadable': {
    zh: '见证副本有一行读不懂或签名不对',
    en: 'a line of the outside copy cannot be read, or its signature is wrong',
  },
  'terminal-entry-changed': {
    zh: '自助机审计链：条目被改过',
    en: 'chain of a terminal: the entry was changed',
  },
  'terminal-entry-missing': { zh: '自助机审计链：条目被删除', en: 'chain of a terminal: the entry was deleted' },
  'terminal-link-missing': { zh: '自助机审计链：链节缺失', en: 'chain of a terminal: the link is missing' },
  'terminal-chain-short': {
    zh: '自助机审计链：链尾被截断，自助机签过的条目没有了',
    en: 'chain of a terminal: the end is cut off, and the terminal has signed more',
  },
  'terminal-head-changed': {
    zh: '自助机审计链：与自助机签过的链尾不符',
    en: 'chain of a terminal: it is not what the terminal has signed',
  },
  'witness-other-key': { zh: '见证副本由另一把密钥签名', en: 'the outside copy is signed by another key' },
} as const satisfies Readonly<Record<string, Bilingual>>

export type FindingKind = keyof typeof FINDING_KINDS
