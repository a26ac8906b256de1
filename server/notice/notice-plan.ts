import { z } from 'zod'
import { NOTICE_ROUTES, noticePointSchema, POINTS_MAX } from '../../src/contract/notice-api.ts'
import { OF_PERSON } from '../ground/personal-data.ts'
import { plan } from '../ground/room.ts'
import { FIRST_TABLES } from './migrations/first-tables.ts'
import { WITHDRAWN_ON_PAPER } from './migrations/withdrawn-on-paper.ts'
import { NOTICE_EVENTS } from './notice-audit.ts'
import { NOTICE_RETENTION } from './notice-retention.ts'

const saidSchema = (zh: number, en: number) =>
  z.strictObject({ zh: z.string().trim().min(1).max(zh), en: z.string().trim().min(1).max(en) })
/** No longer than a kiosk shows whole, in large letters too. */
const pointSchema = z.strictObject({ head: saidSchema(20, 40), text: saidSchema(160, 300) }).pipe(noticePointSchema)

const config = () => ({
  notice: z
    .strictObject({
      /** Whether people are asked here at all. */
      asked: z.boolean().default(true),
      version: z.string().trim().min(1).max(40).default('1'),
      /** In place of the house's own text. */
      points: z.array(pointSchema).min(1).max(POINTS_MAX).nullable().default(null),
    })
    .prefault({}),
})

const example = () => `
# What people are told of their data, and agree to before anything is made for them: once each on the web or at a kiosk, and anew whenever
# version or text are others. points: null says what the house itself says; or up to eight, each
#   - { head: { zh: 用到哪些信息, en: What is used }, text: { zh: …, en: … } }
# asked: false where the university has its people agree elsewhere.
notice: { asked: true, version: "1", points: null }
`

/** What people are told before anything is done for them, and that they have agreed. */
export const NOTICE = plan({
  name: 'notice',
  config,
  example,
  migrations: [FIRST_TABLES, WITHDRAWN_ON_PAPER],
  tables: ['notice_text', 'consent'],
  routes: NOTICE_ROUTES,
  audit: NOTICE_EVENTS,
  personal: {
    rows: [
      {
        table: 'consent',
        about: { zh: '对个人信息告知的同意', en: 'What you have agreed to' },
        sql: `select distinct on (c.agreed_at, c.consent_id) n.version, n.points, c.language, t.name_zh, t.name_en, c.agreed_at, c.withdrawn_at, c.withdrawn_reason from consent c join notice_text n using (digest) left join terminal t using (terminal_id) where c.person_id ${OF_PERSON} order by c.agreed_at, c.consent_id`,
        erasure: 'goes',
      },
    ],
    keptBack: {},
  },
  retention: NOTICE_RETENTION,
})
