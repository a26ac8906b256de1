import { z } from 'zod'
import { RECEIVERS_ROUTES } from '../../src/contract/receivers-api.ts'
import type { ExampleSite } from '../ground/config/example.ts'
import { OF_PERSON } from '../ground/personal-data.ts'
import { plan } from '../ground/room.ts'
import { demoReceiversYaml } from './demo-receivers.ts'
import { FIRST_TABLES } from './migrations/first-tables.ts'
import { TOLD_OWNERS } from './migrations/told-owners.ts'
import { RECEIVERS_EVENTS } from './receivers-audit.ts'
import { RECEIVERS_RETENTION } from './receivers-retention.ts'
import { REGISTER_TITLE } from './words.ts'

const get = (path: string, summary: string) => ({ method: 'GET', path, summary }) as const
const post = (path: string, summary: string) => ({ method: 'POST', path, summary }) as const

const text = z.string().max(254)
const receiverSchema = z.strictObject({
  ...{ nameZh: text, nameEn: text, kind: text, domain: text, mailTo: text, language: text },
  purposes: z.array(text).max(20),
  ...{ referenceZh: text.default(''), referenceEn: text.default(''), referenceForm: text.default('') },
})

/** Institutions that staff have registered, to which people send documents. */
export const RECEIVERS = plan({
  name: 'receivers',
  config: () => ({
    receivers: z.strictObject({ demoReceivers: z.array(receiverSchema).max(20).default([]) }).prefault({}),
  }),
  example: (site: ExampleSite) => (site.demoEnrolmentCode === null ? '' : demoReceiversYaml()),
  migrations: [FIRST_TABLES, TOLD_OWNERS],
  tables: ['receiver', 'sending', 'sending_event'],
  routes: RECEIVERS_ROUTES,
  permissions: ['receivers.manage'],
  worklists: [{ path: '/staff/receivers', title: REGISTER_TITLE, permission: 'receivers.manage' }],
  pages: [
    get('/r/:sendingId', 'What a receiver finds behind its link: a code is asked for'),
    post('/r/:sendingId/code', 'Sends a code to the registered mailbox'),
    post('/r/:sendingId', 'The code, and with the right one the document'),
    post('/r/:sendingId/file', 'Its file, for who has typed the code'),
    get('/staff/receivers', 'The register of receivers'),
    get('/staff/receivers/new', 'A receiver to be registered'),
    post('/staff/receivers/new', 'Registers it'),
    get('/staff/receivers/:receiverId', 'One of them, to be changed'),
    post('/staff/receivers/:receiverId', 'Changes it'),
    post('/staff/receivers/:receiverId/state', 'Suspends it, or lets it in again'),
  ],
  audit: RECEIVERS_EVENTS,
  personal: {
    rows: [
      {
        table: 'sending',
        about: { zh: '发给接收单位的文件', en: 'What was sent to registered receivers' },
        sql: `select s.sending_id, s.application_id, r.name_en as receiver, s.purpose, s.reference, s.sent_at, s.ends_at, s.withdrawn_at, s.opened_count, s.last_opened_at, s.taken_count from sending s join receiver r using (receiver_id) join application a using (application_id) where a.person_id ${OF_PERSON} order by s.sent_at`,
        erasure: 'goes',
      },
      {
        table: 'sending_event',
        about: { zh: '接收单位打开和下载的经过', en: 'What receivers did with it' },
        sql: `select e.sending_id, e.at, e.what from sending_event e join sending s using (sending_id) join application a using (application_id) where a.person_id ${OF_PERSON} order by e.seq`,
        erasure: 'goes',
      },
    ],
    keptBack: {
      receiver: {
        because: 'What is registered of an institution: its mailbox is of an office and of no person.',
        erasure: 'of-nobody',
      },
    },
  },
  retention: RECEIVERS_RETENTION,
})
