import type { FastifyInstance } from 'fastify'
import { SENDING_PURPOSES } from '../../../src/contract/receivers-api.ts'
import type { House } from '../../ground/ground.ts'
import type { Limit } from '../../ground/limits/limit.ts'
import { html } from '../../ground/plain-html.ts'
import { link, type Staff, type WorklistVisit, withWorklistScope } from '../../staff/staff.ts'
import type { ReceiverRegister, ReceiverWords } from '../register.ts'
import { FAULT_WORDS, REGISTER_TITLE, STAFF_WORDS } from '../words.ts'
import { EMPTY, formPage, listPage, wordsOfRow } from './register-pages.ts'

const MANAGE = 'receivers.manage'
/** Each field at its greatest length, every character of it escaped. */
const FORM_BYTES = 16 * 1024

export interface RegisterPageParts {
  readonly register: ReceiverRegister
  readonly whoWorks: Staff['whoWorks']
  readonly house: House
  readonly limit: Limit
}

/** The pages on which staff keep the register of receivers. */
export function registerRegisterPages(app: FastifyInstance, parts: RegisterPageParts): Promise<void> {
  const { register, whoWorks, house, limit } = parts
  const idOf = ({ params }: WorklistVisit) => params.receiverId ?? ''
  const unknown = ({ at, show }: WorklistVisit) =>
    show(html`<p>${link(at('staff/receivers'), STAFF_WORDS.back)}</p>`, { status: 404, note: FAULT_WORDS.unknown })
  const saved = ({ go }: WorklistVisit) => go('staff/receivers', 'saved')
  const wordsIn = ({ said }: WorklistVisit): ReceiverWords => ({
    ...{ nameZh: said('nameZh'), nameEn: said('nameEn'), kind: said('kind'), domain: said('domain') },
    ...{ mailTo: said('mailTo'), language: said('language'), referenceForm: said('referenceForm') },
    ...{ referenceZh: said('referenceZh'), referenceEn: said('referenceEn') },
    purposes: SENDING_PURPOSES.filter(one => said(`purpose-${one}`) === 'on'),
  })
  const notes = { saved: STAFF_WORDS.saved }
  const scope = { title: REGISTER_TITLE, house, limit, whoWorks, notes, formBytes: FORM_BYTES }
  return withWorklistScope(app, scope, ({ get, post }) => {
    get('/staff/receivers', MANAGE, async ({ at, show }) => show(listPage(at, await register.list())))
    get('/staff/receivers/new', MANAGE, async ({ at, show }) => show(formPage(at, EMPTY)))
    post('/staff/receivers/new', MANAGE, async visit => {
      const words = wordsIn(visit)
      const added = await register.add(words, visit.staff.staffId)
      if (added.ok) return saved(visit)
      return visit.show(formPage(visit.at, words), { status: 400, note: FAULT_WORDS[added.error] })
    })
    get('/staff/receivers/:receiverId', MANAGE, async visit => {
      const row = await register.one(idOf(visit))
      return row ? visit.show(formPage(visit.at, wordsOfRow(row))) : unknown(visit)
    })
    post('/staff/receivers/:receiverId', MANAGE, async visit => {
      const words = wordsIn(visit)
      const changed = await register.change(idOf(visit), words, visit.staff.staffId)
      if (changed.ok) return saved(visit)
      if (changed.error === 'unknown') return unknown(visit)
      return visit.show(formPage(visit.at, words), { status: 400, note: FAULT_WORDS[changed.error] })
    })
    post('/staff/receivers/:receiverId/state', MANAGE, async visit => {
      const state = (['active', 'suspended'] as const).find(one => one === visit.said('state'))
      const row = await register.one(idOf(visit))
      if (!row) return unknown(visit)
      if (!state) return visit.show(formPage(visit.at, wordsOfRow(row)), { status: 400 })
      await register.setState(row.receiver_id, state, visit.staff.staffId)
      return saved(visit)
    })
  })
}
