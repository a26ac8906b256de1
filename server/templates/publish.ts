import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import { documentKindSchema } from '../../src/contract/documents.ts'
import { type Bilingual, both } from '../../src/contract/texts.ts'
import { err, ok } from '../../src/result.ts'
import type { Documents } from '../documents/documents.ts'
import type { ProposalKind } from '../four-eyes/four-eyes.ts'
import type { Tables } from '../ground/store/tables.ts'
import { versionInForce } from './in-force.ts'
import { audit } from './templates-audit.ts'

/** Never changed: it stands in rows. */
export const PUBLISH_TEMPLATES = 'publish-templates'

const payloadSchema = z.object({
  kind: documentKindSchema,
  /** 0: back to the folder of the server. */
  version: z.int().min(0),
  /** What was used when it was drafted. */
  running: z.int().min(0),
})
type Payload = z.infer<typeof payloadSchema>

const OUTDATED: Bilingual = both(
  '提出以后已换用别的版本，请重新提出。',
  'Another version has come into use since it was drafted. Draft it again.',
)
const NOT_PASSED: Bilingual = both('这一版试排没有通过。', 'The version has not passed its trial.')
const KIND_GONE: Bilingual = both('没有这种文件了。', 'There is no such kind of document any more.')
const named = (version: number): Bilingual =>
  version === 0
    ? both('服务器自带的模板', 'the server’s own templates')
    : both(`第 ${version} 版`, `version ${version}`)

/** Whether a version may be used: it has passed its last trial; the server's own always may. */
export async function mayBeUsed(db: Kysely<Tables>, kind: string, version: number): Promise<boolean> {
  if (version === 0) return true
  const row = await db
    .selectFrom('template_version')
    .select('outcome')
    .where('kind', '=', kind)
    .where('number', '=', version)
    .executeTakeFirst()
  return row?.outcome === 'passed'
}

/** Another version of a kind's templates, or an earlier one again: one drafts it, another agrees, and the next document is made with it. */
export function publicationOfTemplates(db: Kysely<Tables>, documents: Pick<Documents, 'kinds'>): ProposalKind<Payload> {
  const titleOfKind = (name: string) =>
    documents.kinds.find(({ kind }) => kind === name)?.editions[0]?.title ?? both(name, name)
  return {
    ...{ name: PUBLISH_TEMPLATES, schema: payloadSchema },
    called: both('启用模板版本', 'Using a version of templates'),
    ...{ proposePermission: 'templates.bring', agreePermission: 'templates.agree' },
    titleOf: async ({ kind, version }) => {
      const title = titleOfKind(kind)
      return both(`${title.zh}：改用${named(version).zh}`, `${title.en}: use ${named(version).en}`)
    },
    detailsOf: async ({ kind, version }) => {
      const running = named(await versionInForce(db, kind))
      const next = named(version)
      const outcome = (await mayBeUsed(db, kind, version)) ? '通过 · passed' : '未通过 · not passed'
      return [
        {
          label: both(`模板（console/kinds/${kind}）`, `Templates (console/kinds/${kind})`),
          ...{ before: `${running.zh} · ${running.en}`, after: `${next.zh} · ${next.en}` },
        },
        { label: both('试排', 'Trial'), before: null, after: outcome },
      ]
    },
    carryOut: async (tx, { kind, version, running }, { proposalId, draftedBy, agreedBy }, now) => {
      await sql`select pg_advisory_xact_lock(hashtext(${`template ${kind}`}))`.execute(tx)
      if (!documents.kinds.some(one => one.kind === kind)) return err(KIND_GONE)
      if ((await versionInForce(tx, kind)) !== running) return err(OUTDATED)
      if (!(await mayBeUsed(tx, kind, version))) return err(NOT_PASSED)
      const people = { published_by: draftedBy, agreed_by: agreedBy, proposal_id: proposalId }
      await tx
        .insertInto('template_publication')
        .values({ kind, version, ...people, published_at: now })
        .execute()
      const detail = { by: draftedBy, agreedBy, version, before: running }
      await audit(tx, now, { event: 'templates-published', subject: kind, terminalId: null, detail })
      return ok(both(`已改用${named(version).zh}`, `${named(version).en} is in use`))
    },
  }
}
