import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import { type Notice, noticePointSchema, type OwnConsent } from '../../src/contract/notice-api.ts'
import { languageSchema } from '../../src/contract/texts.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { NoticeCount } from './notice.ts'

const LISTED = 50
const pointsSchema = z.array(noticePointSchema)

/** To what a person has agreed, the newest first; one that was given in several registers is told once. */
export async function listConsents(db: Kysely<Tables>, personIds: readonly string[]): Promise<OwnConsent[]> {
  const rows = await db
    .selectFrom('consent')
    .innerJoin('notice_text', 'notice_text.digest', 'consent.digest')
    .leftJoin('terminal', 'terminal.terminal_id', 'consent.terminal_id')
    .select(['consent_id', 'version', 'consent.digest', 'language', 'agreed_at', 'withdrawn_at', 'withdrawn_reason'])
    .select(['consent.terminal_id', 'name_zh', 'name_en', 'place_zh', 'place_en'])
    .where('person_id', 'in', [...personIds])
    .orderBy('agreed_at', 'desc')
    .orderBy('consent_id')
    .limit(LISTED * personIds.length)
    .execute()
  const once = [...new Map(rows.map(row => [row.consent_id, row])).values()]
  return once.slice(0, LISTED).map(row => ({
    ...{ version: row.version, digest: row.digest, language: languageSchema.catch('zh-CN').parse(row.language) },
    ...{ agreedAt: row.agreed_at.toISOString(), withdrawnAt: row.withdrawn_at?.toISOString() ?? null },
    withdrawnReason: row.withdrawn_reason,
    place:
      row.terminal_id === null
        ? null
        : {
            zh: [row.place_zh, row.name_zh].filter(Boolean).join(' ') || '自助终端',
            en: [row.place_en, row.name_en].filter(Boolean).join(', ') || 'A kiosk',
          },
  }))
}

/** How many have agreed to each text, the one that holds now first; each consent counts once, in however many registers. */
export async function countConsents(db: Kysely<Tables>, inForce: Notice | null): Promise<NoticeCount[]> {
  const rows = await db
    .selectFrom('notice_text as n')
    .leftJoin('consent as c', 'c.digest', 'n.digest')
    .select(['n.digest', 'version', 'points', 'first_agreed_at'])
    .select(sql<number>`(count(distinct c.consent_id) filter (where c.withdrawn_at is null))::integer`.as('agreed'))
    .select(
      sql<number>`(count(distinct c.consent_id) filter (where c.withdrawn_at is not null))::integer`.as('withdrawn'),
    )
    .groupBy('n.digest')
    .orderBy('first_agreed_at', 'desc')
    .limit(100)
    .execute()
  const counted = rows.map(row => ({
    notice: { version: row.version, digest: row.digest, points: pointsSchema.parse(row.points) },
    isInForce: row.digest === inForce?.digest,
    firstAgreedAt: row.first_agreed_at as Date | null,
    ...{ agreed: row.agreed, withdrawn: row.withdrawn },
  }))
  const present = counted.find(({ isInForce }) => isInForce)
  const others = counted.filter(({ isInForce }) => !isInForce)
  if (inForce === null) return others
  const none = { notice: inForce, isInForce: true, firstAgreedAt: null, agreed: 0, withdrawn: 0 }
  return [present ?? none, ...others]
}
