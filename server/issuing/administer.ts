import { parseArgs } from 'node:util'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { Clock } from '../../src/clock.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { REVOCATION_REASONS, revocationReasonSchema } from '../../src/verification/states.ts'
import { codeFrom } from '../../src/verification/typed-code.ts'
import type { Tables } from '../ground/store/tables.ts'
import { idOfCode, showDocument } from './find-document.ts'
import { createRevocations } from './revocation.ts'

export const ADMINISTER_USAGE = `node server/issuing/administer-main.ts --config FILE COMMAND

  show DOCUMENT                     what the public page shows of it
  revoke DOCUMENT --reason REASON   takes it back for good
  replace OLDER NEWER               puts the newer document of the same person in its place
  expire DOCUMENT --at TIME         sets when it ends, for example 2027-06-30T23:59:59+08:00; "never" takes the end away

DOCUMENT is the number or the verification code that stands on the paper. REASON is one of
${REVOCATION_REASONS.join(', ')}: everybody who checks the document reads it.
The embedded database belongs to one process: end the server first, or use PostgreSQL. Prints one line of JSON. Exit 0 done, 1 refused, 2 wrong use.
`

export type AdministerAnswer = Result<Record<string, unknown>, { readonly use: boolean; readonly message: string }>

const refused = (message: string): AdministerAnswer => err({ use: false, message })
const wrongUse = (message: string): AdministerAnswer => err({ use: true, message })

/** Does one command on the documents of a store. */
export async function administer(db: Kysely<Tables>, clock: Clock, args: readonly string[]): Promise<AdministerAnswer> {
  const parsed = parse(args)
  if (!parsed.ok) return wrongUse(parsed.error)
  const { command, names, reason, at } = parsed.value
  const ids: string[] = []
  for (const name of names) {
    const id = await idOfName(db, name)
    if (id === undefined) return refused(`no document has the number or code ${name}`)
    ids.push(id)
  }
  const [id = '', newerId = ''] = ids
  const revocations = createRevocations(db, clock)
  const done = async (change: Promise<Result<null, string>>): Promise<AdministerAnswer> => {
    const changed = await change
    return changed.ok ? shown() : refused(changed.error)
  }
  const shown = async (): Promise<AdministerAnswer> => {
    const document = await showDocument(db, id, new Date(clock.now()))
    return document ? ok({ documentId: id, ...document }) : refused('the document is gone')
  }
  if (command === 'revoke') {
    const known = revocationReasonSchema.safeParse(reason)
    return known.success ? done(revocations.revokeDocument(id, known.data)) : wrongUse('--reason is missing or unknown')
  }
  if (command === 'replace') return done(revocations.replaceDocument(id, newerId))
  if (command === 'expire') {
    const end = z.union([z.literal('never'), z.iso.datetime({ offset: true })]).safeParse(at)
    if (!end.success) return wrongUse('--at is missing or no time with an offset')
    return done(revocations.setExpiry(id, end.data === 'never' ? null : new Date(end.data)))
  }
  return shown()
}

const NAMES = { show: 1, revoke: 1, replace: 2, expire: 1 } as const
type Command = keyof typeof NAMES

function parse(
  args: readonly string[],
): Result<{ command: Command; names: string[]; reason: string | undefined; at: string | undefined }, string> {
  try {
    const options = { reason: { type: 'string' }, at: { type: 'string' } } as const
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options })
    const [command = '', ...names] = positionals
    if (!(command in NAMES)) return err(`there is no command "${command}"`)
    const wanted = NAMES[command as Command]
    if (names.length !== wanted) return err(`${command} takes ${wanted === 1 ? 'one document' : 'two documents'}`)
    return ok({ command: command as Command, names, reason: values.reason, at: values.at })
  } catch (error) {
    return err(error instanceof Error ? error.message : 'wrong use')
  }
}

async function idOfName(db: Kysely<Tables>, name: string): Promise<string | undefined> {
  const byNumber = await db
    .selectFrom('document')
    .select('document_id')
    .where('document_number', '=', name.trim())
    .where('state', '=', 'issued')
    .executeTakeFirst()
  if (byNumber) return byNumber.document_id
  const code = codeFrom(name)
  return code === null ? undefined : idOfCode(db, code)
}
