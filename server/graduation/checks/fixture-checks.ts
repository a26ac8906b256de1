import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import pino from 'pino'
import { EVERYONE } from '../../../src/graduation/belonging.ts'
import { ENROLMENT_FIELDS, type EnrolmentEntry, type PhotoKind } from '../../../src/graduation/enrolment.ts'
import { CAMPAIGN, ENTRY } from '../../../src/graduation/fixtures.ts'
import { nameKey } from '../../../src/graduation/plain-key.ts'
import { unwrap } from '../../../src/result.ts'
import { randomId } from '../../ground/random-id.ts'
import type { Tables } from '../../ground/store/tables.ts'
import type { HouseCampaign } from '../campaigns/campaign-rows.ts'
import { makeCampaign, type WrittenCampaign } from '../campaigns/keep-campaign.ts'
import { inventedIdNumber } from '../fixture-register.ts'
import { COLUMN_OF_FIELD } from '../register/enrolment-rows.ts'
import { type GraduationSeals, openGraduationSeals } from '../seals.ts'
import type { CheckParts } from './check-parts.ts'
import { createInLine } from './in-line.ts'

/** A campaign as staff write it, of the fixture's days. */
export const WRITTEN: WrittenCampaign = {
  ...{ title: { zh: '2026 届毕业图像与学籍核对', en: 'Check of 2026' }, filter: EVERYONE },
  offices: [{ siteId: 'software', colleges: ['软件学院'] }],
  ...(({ campaignId: _, ...rest }) => rest)(CAMPAIGN),
}

/** Checks with a clock of their own, over an empty register. */
export async function startChecks(db: Kysely<Tables>, written: Partial<WrittenCampaign> = {}) {
  for (const table of [
    'graduation_errata',
    'graduation_check',
    'graduation_campaign',
    'photograph',
    'enrolment',
  ] as const)
    await db.deleteFrom(table).execute()
  const time = { now: new Date('2026-03-10T04:00:00Z') }
  const seals = await openGraduationSeals(db, time.now)
  const parts: CheckParts = { db, seals, now: () => time.now, inLine: createInLine(), log: pino({ level: 'silent' }) }
  const campaign: HouseCampaign = unwrap(await makeCampaign(parts, { ...WRITTEN, ...written }, 'registrar'))
  /** An enrolment that the register has, with both photographs unless it is said otherwise. */
  const enrolled = async (serial: number, other: InventedEnrolment = {}) => {
    const enrolmentId = await writeEnrolment(db, seals, serial, other)
    if (other.photos !== 'none')
      for (const kind of ['admission', 'graduation'] as const) await writePhoto(db, enrolmentId, kind)
    return { enrolmentId, campaignId: campaign.campaignId as string }
  }
  return { db, time, seals, parts, campaign, enrolled }
}

interface InventedEnrolment {
  readonly entry?: Partial<EnrolmentEntry>
  readonly personId?: string | null
  readonly photos?: 'none'
}

async function writeEnrolment(
  db: Kysely<Tables>,
  seals: GraduationSeals,
  serial: number,
  { entry = {}, personId = null }: InventedEnrolment,
): Promise<string> {
  const id = randomId()
  const said: EnrolmentEntry = {
    ...{ ...ENTRY, idNumber: inventedIdNumber(serial), bornOn: '2003-04-12', sex: serial % 2 === 1 ? '男' : '女' },
    ...{ studentNumber: `2022${String(serial).padStart(6, '0')}`, examineeNumber: '', ...entry },
  }
  const fields = Object.fromEntries(ENROLMENT_FIELDS.map(field => [COLUMN_OF_FIELD[field], said[field]]))
  const at = new Date('2026-02-01T00:00:00Z')
  await db
    .insertInto('enrolment')
    .values({
      ...(fields as Record<(typeof COLUMN_OF_FIELD)[keyof typeof COLUMN_OF_FIELD], string> & {
        id_type: 'resident'
        standing: 'registered'
      }),
      ...{ enrolment_id: id, name_key: nameKey(said.name), id_number: seals.sealIdNumber(id, said.idNumber) },
      ...{ id_key: seals.keyOf('identity', said.idNumber), person_id: personId, is_upgrade: false, capture_code: '' },
      ...{ import_id: 'first', import_line: serial, made_at: at, changed_at: at, last_said_at: at },
    })
    .execute()
  return id
}

/** A file of the register has said something else of it. */
export async function changeEnrolment(db: Kysely<Tables>, enrolmentId: string, major: string): Promise<void> {
  const change = { major, import_id: randomId(), import_line: 1 }
  await db.updateTable('enrolment').set(change).where('enrolment_id', '=', enrolmentId).execute()
}

/** A photograph of it has come, in the place of one of before. */
export async function writePhoto(db: Kysely<Tables>, enrolmentId: string, kind: PhotoKind): Promise<void> {
  const at = new Date('2026-02-02T00:00:00Z')
  const id = randomId()
  await db
    .updateTable('photograph')
    .set({ gone_at: at })
    .where('enrolment_id', '=', enrolmentId)
    .where('kind', '=', kind)
    .execute()
  const sha256 = createHash('sha256').update(id).digest('hex')
  await db
    .insertInto('photograph')
    .values({
      ...{ photo_id: id, kind, enrolment_id: enrolmentId, width: 480, height: 640, sha256, source_sha256: sha256 },
      ...{ photo_key: '', name: '', name_key: '', school: '', capture_code: '', told: '', import_id: id },
      ...{ import_line: 1, made_at: at, kept_at: at },
    })
    .execute()
}
