import { z } from 'zod'
import { type Bilingual, both } from '../../src/contract/texts.ts'
import type { Result } from '../../src/result.ts'
import { REVOCATION_REASONS, revocationReasonSchema } from '../../src/verification/states.ts'
import { codeFrom } from '../../src/verification/typed-code.ts'
import {
  type CommandAnswer,
  type CommandHandlers,
  type CommandRun,
  done,
  refused,
  type Said,
  told,
  wrongUse,
} from '../ground/commands/command.ts'
import { sayIn } from '../ground/commands/language.ts'
import type { Ground, House } from '../ground/ground.ts'
import { runBatchCommand } from './batch-command.ts'
import type { BatchDesk } from './batch-desk.ts'
import { createDocumentRecords } from './document-records.ts'
import type { ISSUING_COMMANDS } from './issuing-commands.ts'
import { createRevocations, type RevocationRefusal } from './revocation.ts'
import { sayDocument } from './say-issued.ts'

const WHY_NOT: Readonly<Record<RevocationRefusal, Bilingual>> = {
  'no-such-document': both('从未出具过这份文件', 'no such document was ever issued'),
  'already-revoked': both('这份文件早已撤销，不能恢复', 'the document was taken back before, which is for good'),
  'already-replaced': both('这份文件早已被替换', 'the document was replaced before'),
  'not-of-one-person': both('两份文件不是同一人的', 'the two documents are not of one person'),
  'newer-not-valid': both(
    '新文件不能代替旧文件：它已撤销、已被替换，或就是旧文件本身',
    'the newer document cannot stand in the place: it was taken back, replaced, or is the same as the older one',
  ),
  'wrong-date': both(
    '文件不能在出具之前失效：--at 太早',
    'a document cannot end before it was issued: --at is too early',
  ),
}

const NO_REASON = both(
  `--reason 写的不是可用的原因；有的是 ${REVOCATION_REASONS.join(', ')}`,
  `--reason is unknown; there are ${REVOCATION_REASONS.join(', ')}`,
)

/** Carries the room's commands out. `desk` opens what makes documents, when a command needs it. */
export function issuingCommands(
  { db, clock, house: { timeZone } }: Pick<Ground, 'db' | 'clock'> & { readonly house: Pick<House, 'timeZone'> },
  desk: () => Promise<BatchDesk>,
): CommandHandlers<typeof ISSUING_COMMANDS> {
  const records = createDocumentRecords(db, clock)
  const revocations = createRevocations(db, clock)

  const idOf = async (name: string): Promise<string | undefined> => {
    const byNumber = await records.idOfNumber(name.trim())
    const code = byNumber === undefined ? codeFrom(name) : null
    return code === null ? byNumber : records.idOfCode(code)
  }
  const shown = async (id: string, { flags }: Said, { language }: CommandRun): Promise<CommandAnswer> => {
    const document = await records.show(id)
    if (!document) return refused(sayIn(language)(both('这份文件已不在', 'the document is gone')))
    return flags.includes('json')
      ? done({ documentId: id, ...document })
      : told(sayDocument(document, timeZone, language))
  }
  /** Changes the first of the named documents and shows it. */
  const change = async (
    said: Said,
    run: CommandRun,
    act: (...ids: string[]) => Promise<Result<null, RevocationRefusal>>,
  ): Promise<CommandAnswer> => {
    const say = sayIn(run.language)
    const ids: string[] = []
    for (const name of said.positionals) {
      const id = await idOf(name)
      if (id === undefined)
        return refused(say(both(`没有编号或验证码为 ${name} 的文件`, `no document has the number or code ${name}`)))
      ids.push(id)
    }
    const changed = await act(...ids)
    return changed.ok ? shown(ids[0] ?? '', said, run) : refused(say(WHY_NOT[changed.error]))
  }

  return {
    show: (said, run) => change(said, run, async () => ({ ok: true, value: null })),
    revoke: async (said, run) => {
      const reason = revocationReasonSchema.safeParse(said.texts.reason)
      if (!reason.success) return wrongUse(sayIn(run.language)(NO_REASON))
      return change(said, run, (id = '') => revocations.revokeDocument(id, reason.data))
    },
    replace: (said, run) => change(said, run, (older = '', newer = '') => revocations.replaceDocument(older, newer)),
    expire: async (said, run) => {
      const say = sayIn(run.language)
      const end = z.union([z.literal('never'), z.iso.datetime({ offset: true })]).safeParse(said.texts.at)
      if (!end.success) return wrongUse(say(both('--at 要写带时区的时间', '--at is no time with an offset')))
      const at = end.data === 'never' ? null : new Date(end.data)
      // By its offset; no answer can carry a year of five digits.
      if (at && at.getUTCFullYear() > 9999)
        return wrongUse(say(both('--at 在 9999 年之后', '--at is after the year 9999')))
      return change(said, run, (id = '') => revocations.setExpiry(id, at))
    },
    batch: async (said, run) => runBatchCommand(said, run, desk, clock),
  }
}
