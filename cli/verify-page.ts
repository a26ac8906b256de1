import type { Say } from '../server/ground/commands/language.ts'
import { columnsOf } from '../server/ground/commands/printable.ts'
import { type Bilingual, both } from '../src/contract/texts.ts'
import { LIMITS } from '../src/pdf/limits.ts'
import type { Verdict } from '../src/pdf/reasons.ts'
import type { SignatureReport } from '../src/pdf/report.ts'
import type { CheckLine, CommandReason } from './verify-line.ts'
import { sentencesOfTraces } from './verify-traces.ts'

const MEGABYTES = LIMITS.fileBytes / 1024 / 1024

const WORDS: Record<Verdict, Bilingual> = {
  valid: both('有效：文件与盖章时一样。', 'Valid: the file is as it was signed.'),
  'valid-with-later-permitted-change': both(
    '有效：盖章之后只追加了佐证数据，看得见的内容没有变。',
    'Valid: only proof was added after signing, nothing that can be seen.',
  ),
  tampered: both('被改动过：文件与盖章时不一样。', 'Altered: the file is not as it was signed.'),
  'untrusted-signer': both(
    '不可信：盖章人不能追溯到这里给出的根证书。',
    'Not trusted: the signer does not lead to an anchor given here.',
  ),
  expired: both(
    '已过期：那一刻签章证书不在有效期内。',
    "Expired: the signer's certificate was not valid at that time.",
  ),
  revoked: both('已吊销：签章证书已被吊销。', "Revoked: the signer's certificate was withdrawn."),
  'weak-crypto': both('不安全：签章的方法可以伪造。', 'Weak: the signature is made in a way that can be forged.'),
  unsigned: both('没有签章。', 'Not signed.'),
  malformed: both('已损坏：文件不能无疑地读出。', 'Broken: the file cannot be read without doubt.'),
  'partial-coverage': both(
    '只盖了一部分：签章没有覆盖整个文件。',
    'Partly signed: the signature does not cover the whole file.',
  ),
  unsupported: both(
    '不支持：这里不检查这种文件或签章。',
    'Not supported: this kind of file or signature is not checked here.',
  ),
}
/** A check that did not come to its end says nothing about the file. */
const NOT_CHECKED: Readonly<Record<CommandReason, Bilingual>> = {
  'cannot-read': both('没有检查：文件读不到。', 'Not checked: the file cannot be read.'),
  'file-too-large': both(
    `没有检查：文件超过 ${MEGABYTES} MB，本校出具的文件不会这么大。`,
    `Not checked: the file is larger than ${MEGABYTES} MB, which no document of the house is.`,
  ),
  'time-limit': both('没有检查完：用的时间太久。', 'Not checked to its end: it took too long.'),
  'memory-limit': both('没有检查完：用的内存太多。', 'Not checked to its end: it took too much memory.'),
  'check-broke': both('没有检查完：检查中断了。', 'Not checked to its end: the check broke off.'),
}
const FOUND = both('情况', 'Found')
const UNKNOWN = both('不详', 'unknown')

/** What was found of one file, for a person at a terminal. */
export function pageOf(line: CheckLine, say: Say): string {
  const rows: [Bilingual, string][] = [
    [both('可以打印', 'Print'), say(line.printable ? both('是', 'yes') : both('否', 'no'))],
    ...(line.traces ? sentencesOfTraces(line.traces) : []).map((text): [Bilingual, string] => [FOUND, say(text)]),
    ...line.reasons.map((reason): [Bilingual, string] => [both('原因', 'Because'), describe(reason, say)]),
    ...line.signatures.flatMap(one => rowsOf(one, say)),
    [both('SHA-256', 'SHA-256'), line.sha256 ?? say(UNKNOWN)],
    [both('用时', 'Time'), `${line.elapsedMs} ms`],
  ]
  return [
    clean(line.file),
    `  ${say(wordsOf(line))}`,
    ...rows.map(
      ([name, text]) => `    ${say(name)}${' '.repeat(Math.max(1, 12 - columnsOf(say(name))))}${clean(text)}`,
    ),
  ].join('\n')
}

function wordsOf({ verdict, reasons }: CheckLine): Bilingual {
  const code = reasons[0]?.code
  return code !== undefined && code in NOT_CHECKED ? NOT_CHECKED[code as CommandReason] : WORDS[verdict]
}

function describe(reason: CheckLine['reasons'][number], say: Say): string {
  const parts: string[] = [reason.code]
  if ('field' in reason && reason.field !== undefined)
    parts.push(say(both(`签章“${reason.field}”`, `signature "${reason.field}"`)))
  if ('revision' in reason && reason.revision !== undefined)
    parts.push(say(both(`第 ${reason.revision} 版`, `revision ${reason.revision}`)))
  if ('place' in reason && reason.place !== undefined)
    parts.push(say(both(`第 ${reason.place} 字节`, `byte ${reason.place}`)))
  return parts.join(', ')
}

function rowsOf(signature: SignatureReport, say: Say): [Bilingual, string][] {
  const { signer, trustedTime, claimedTime, statedReason, level } = signature
  const proved = trustedTime && both(`${trustedTime}（有时间戳证明）`, `${trustedTime} (proved)`)
  const claimed = claimedTime && both(`${claimedTime}（签章方自述）`, `${claimedTime} (as the signer says)`)
  const noLevel = say(both('无级别', 'no level'))
  const subject = signer?.subject ?? say(both('没有名称', 'without a name'))
  const issuer = signer?.issuer ?? say(both('不明机构', 'an unknown issuer'))
  return [
    [
      both('签章', 'Signature'),
      `"${signature.field}": ${signature.verdict}, ${level ?? noLevel}, ${signature.coverage}`,
    ],
    [
      both('盖章人', 'Signer'),
      say(signer ? both(`${subject}，由 ${issuer} 签发`, `${subject}, by ${issuer}`) : UNKNOWN),
    ],
    [
      both('证书', 'Certificate'),
      signer
        ? say(
            both(
              `${signer.serial}，${signer.notBefore} 至 ${signer.notAfter}`,
              `${signer.serial}, ${signer.notBefore} to ${signer.notAfter}`,
            ),
          )
        : say(UNKNOWN),
    ],
    [both('算法', 'Algorithm'), signature.algorithm ?? say(UNKNOWN)],
    [both('盖章时间', 'Signed'), say(proved || claimed || UNKNOWN)],
    ...(statedReason === null ? [] : [[both('事由', 'Reason'), statedReason] as [Bilingual, string]]),
    [both('吊销情况', 'Revocation'), signature.revocation],
  ]
}

/** Names come from the file: no control character in them, and no change of direction, may steer a terminal (Unicode Cc, Cf). */
function clean(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, '�')
}
