import type { Kysely } from 'kysely'
import { type Bilingual, both } from '../../src/contract/texts.ts'
import { err, ok, type Result } from '../../src/result.ts'
import type { Tables } from '../ground/store/tables.ts'
import { audit } from './terminals-audit.ts'

/** A campus or a building of which staff may be in charge. */
export interface Site {
  readonly siteId: string
  readonly name: Bilingual
}

const SITE_ID = /^[a-z0-9-]{1,40}$/
const NAME_CHARACTERS_MAX = 80

/** Every site, in the order in which they are listed. There is always one. */
export async function listSites(db: Kysely<Tables>): Promise<Site[]> {
  const rows = await db.selectFrom('site').selectAll().orderBy('position').orderBy('site_id').execute()
  return rows.map(({ site_id, name_zh, name_en }) => ({ siteId: site_id, name: { zh: name_zh, en: name_en } }))
}

/** Where a terminal belongs; null for one that there is not. */
export async function siteOf(db: Kysely<Tables>, terminalId: string): Promise<string | null> {
  const row = await db.selectFrom('terminal').select('site_id').where('terminal_id', '=', terminalId).executeTakeFirst()
  return row?.site_id ?? null
}

/** Why a site cannot be called so; null when it can. */
function whatIsWrongWithSite({ siteId, name }: Site): Bilingual | null {
  if (!SITE_ID.test(siteId))
    return both(
      '站点的编号由 1 到 40 个小写字母、数字和连字符组成',
      'the id of a site is 1 to 40 of small letters, digits and hyphens',
    )
  const texts = [name.zh, name.en]
  if (texts.some(text => text.trim() === '')) return both('站点要有名称', 'a site needs a name')
  if (texts.some(text => text.length > NAME_CHARACTERS_MAX))
    return both('站点的名称最多 80 个字符', 'the name of a site has 80 characters at most')
  return texts.some(text => text.includes('\0'))
    ? both('名称里不能有空字符（NUL）', 'a NUL character is no part of a name')
    : null
}

/** Adds a site behind the others; otherwise says why not. `by`: the account, or the command. */
export async function addSite(
  db: Kysely<Tables>,
  site: Site,
  { now, by }: { readonly now: Date; readonly by: string },
): Promise<Result<null, Bilingual>> {
  const wrong = whatIsWrongWithSite(site)
  if (wrong) return err(wrong)
  return db.transaction().execute(async tx => {
    const last = await tx.selectFrom('site').select('position').orderBy('position', 'desc').executeTakeFirst()
    const added = await tx
      .insertInto('site')
      .values({
        ...{ site_id: site.siteId, name_zh: site.name.zh, name_en: site.name.en },
        position: (last?.position ?? 0) + 1,
      })
      .onConflict(conflict => conflict.doNothing())
      .executeTakeFirst()
    if (added.numInsertedOrUpdatedRows === 0n)
      return err(both(`已有编号为 ${site.siteId} 的站点`, `there is a site ${site.siteId} already`))
    await audit(tx, now, { event: 'site-added', subject: site.siteId, terminalId: null, detail: { by } })
    return ok(null)
  })
}

/** Gives a site other names, or another place among the others, counted from 1; otherwise says why not. */
export async function changeSite(
  db: Kysely<Tables>,
  site: Site & { readonly position: number | null },
  { now, by }: { readonly now: Date; readonly by: string },
): Promise<Result<null, Bilingual>> {
  const wrong = whatIsWrongWithSite(site)
  if (wrong) return err(wrong)
  return db.transaction().execute(async tx => {
    const all = await listSites(tx)
    const others = all.filter(({ siteId }) => siteId !== site.siteId)
    if (others.length === all.length) return err(NO_SITE(site.siteId))
    await tx
      .updateTable('site')
      .set({ name_zh: site.name.zh, name_en: site.name.en })
      .where('site_id', '=', site.siteId)
      .execute()
    if (site.position !== null) {
      const inOrder = others.toSpliced(site.position - 1, 0, site)
      for (const [nth, { siteId }] of inOrder.entries())
        await tx
          .updateTable('site')
          .set({ position: nth + 1 })
          .where('site_id', '=', siteId)
          .execute()
    }
    await audit(tx, now, { event: 'site-changed', subject: site.siteId, terminalId: null, detail: { by } })
    return ok(null)
  })
}

/** Puts a terminal at another site; otherwise says why not. */
export async function moveTerminal(
  db: Kysely<Tables>,
  terminalId: string,
  siteId: string,
  { now, by }: { readonly now: Date; readonly by: string },
): Promise<Result<null, Bilingual>> {
  return db.transaction().execute(async tx => {
    const site = await tx.selectFrom('site').select('site_id').where('site_id', '=', siteId).executeTakeFirst()
    if (!site) return err(NO_SITE(siteId))
    const before = await tx
      .selectFrom('terminal')
      .select('site_id')
      .where('terminal_id', '=', terminalId)
      .forUpdate()
      .executeTakeFirst()
    if (!before) return err(both(`没有编号为 ${terminalId} 的自助机`, `there is no terminal ${terminalId}`))
    if (before.site_id === siteId) return ok(null)
    await tx.updateTable('terminal').set({ site_id: siteId }).where('terminal_id', '=', terminalId).execute()
    const detail = { by, from: before.site_id, to: siteId }
    await audit(tx, now, { event: 'terminal-moved', subject: terminalId, terminalId, detail })
    return ok(null)
  })
}

/** Said of a site that there is not. */
export const NO_SITE = (siteId: string): Bilingual => both(`没有编号为 ${siteId} 的站点`, `there is no site ${siteId}`)
