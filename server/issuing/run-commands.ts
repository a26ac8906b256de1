import { z } from 'zod'
import type { Result } from '../../src/result.ts'
import { revocationReasonSchema } from '../../src/verification/states.ts'
import { codeFrom } from '../../src/verification/typed-code.ts'
import { type CommandAnswer, type CommandHandlers, done, refused, wrongUse } from '../ground/commands/command.ts'
import type { Ground } from '../ground/ground.ts'
import { runBatchCommand } from './batch-command.ts'
import type { BatchDesk } from './batch-desk.ts'
import { createDocumentRecords } from './document-records.ts'
import type { ISSUING_COMMANDS } from './issuing-commands.ts'
import { createRevocations, type RevocationRefusal } from './revocation.ts'

const WHY_NOT: Readonly<Record<RevocationRefusal, string>> = {
  'no-such-document': 'no such document was ever issued',
  'already-revoked': 'the document was taken back before, which is for good',
  'already-replaced': 'the document was replaced before',
  'not-of-one-person': 'the two documents are not of one person',
  'newer-not-valid':
    'the newer document cannot stand in the place: it was taken back, replaced, or is the same as the older one',
  'wrong-date': 'a document cannot end before it was issued: --at is too early',
}

/** Carries the room's commands out. `desk` opens what makes documents, when a command needs it. */
export function issuingCommands(
  { db, clock }: Pick<Ground, 'db' | 'clock'>,
  desk: () => Promise<BatchDesk>,
): CommandHandlers<typeof ISSUING_COMMANDS> {
  const records = createDocumentRecords(db, clock)
  const revocations = createRevocations(db, clock)

  const idOf = async (name: string): Promise<string | undefined> => {
    const byNumber = await records.idOfNumber(name.trim())
    const code = byNumber === undefined ? codeFrom(name) : null
    return code === null ? byNumber : records.idOfCode(code)
  }
  const shown = async (id: string): Promise<CommandAnswer> => {
    const document = await records.show(id)
    return document ? done({ documentId: id, ...document }) : refused('the document is gone')
  }
  /** Changes the first of the named documents and shows it. */
  const change = async (
    names: readonly string[],
    act: (...ids: string[]) => Promise<Result<null, RevocationRefusal>>,
  ): Promise<CommandAnswer> => {
    const ids: string[] = []
    for (const name of names) {
      const id = await idOf(name)
      if (id === undefined) return refused(`no document has the number or code ${name}`)
      ids.push(id)
    }
    const changed = await act(...ids)
    return changed.ok ? shown(ids[0] ?? '') : refused(WHY_NOT[changed.error])
  }

  return {
    show: ({ positionals }) => change(positionals, async () => ({ ok: true, value: null })),
    revoke: async ({ positionals, texts }) => {
      const reason = revocationReasonSchema.safeParse(texts.reason)
      if (!reason.success) return wrongUse('--reason is unknown')
      return change(positionals, (id = '') => revocations.revokeDocument(id, reason.data))
    },
    replace: ({ positionals }) =>
      change(positionals, (older = '', newer = '') => revocations.replaceDocument(older, newer)),
    expire: async ({ positionals, texts }) => {
      const end = z.union([z.literal('never'), z.iso.datetime({ offset: true })]).safeParse(texts.at)
      if (!end.success) return wrongUse('--at is no time with an offset')
      const at = end.data === 'never' ? null : new Date(end.data)
      // By its offset; no answer can carry a year of five digits.
      if (at && at.getUTCFullYear() > 9999) return wrongUse('--at is after the year 9999')
      return change(positionals, (id = '') => revocations.setExpiry(id, at))
    },
    batch: async (said, run) => runBatchCommand(said, run, desk, clock),
  }
}
