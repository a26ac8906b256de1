import { both, html } from '../../ground/plain-html.ts'
import { link, type WorklistScope, type WorklistVisit } from '../../staff/staff.ts'
import { type ApprovalFilter, type ApprovalRow, listApprovals } from '../approval-rows.ts'
import { audit } from '../approvals-audit.ts'
import type { Decision, Outcome } from '../decide.ts'
import { nameForStaff } from '../offices.ts'
import { readReason } from '../reasons.ts'
import { stepRows } from '../steps.ts'
import { listPage } from './list-page.ts'
import { onePage } from './one-page.ts'
import type { ApprovalPageParts } from './page-parts.ts'
import { type SeveralResult, sayOutcome, severalDonePage, severalPage } from './several-pages.ts'
import { type NOTES, type Note, WORDS } from './words.ts'

const DECIDE = 'approvals.decide'
/** As many as a list has, and a few pages more. */
const CHOSEN_MAX = 50
const PAGES_MAX = 1_000
const ID = /^[A-Za-z0-9_-]{22}$/

type Visit = WorklistVisit<Note>

/** The worklist, one application, and what is decided about one or several. */
export function registerDeciding({ get, post }: WorklistScope<Note>, parts: ApprovalPageParts): void {
  const { db, clock, house, content, log, documents, officers, deciding, pictures } = parts
  const { timeZone } = house
  const now = () => new Date(clock.now())
  const find = (visit: Visit, approvalId: string): Promise<ApprovalRow | undefined> =>
    ID.test(approvalId) ? deciding.find(visit.staff.staffId, approvalId) : Promise.resolve(undefined)
  const unknown = ({ show, at }: Visit) =>
    show(html`<p class="line">${link(at('staff/approvals'), WORDS.toList)}</p>`, { status: 404, note: WORDS.unknown })

  get('/staff/approvals', DECIDE, async visit => {
    const acting = await officers.actingFor(visit.staff.staffId)
    const offices = [...acting.keys()].map(office => ({ office, name: nameForStaff(documents, office) }))
    if (offices.length === 0)
      return visit.show(html`<p>${both(WORDS.noOffice)}</p><p class="line">${link('../staff', WORDS.start)}</p>`)
    const filter = filterOf(visit.query)
    const listed = await listApprovals(db, now(), [...acting.keys()], filter)
    const kinds = documents.kinds.flatMap(({ kind, approval, editions }) =>
      approval && 'office' in approval && acting.has(approval.office) ? [{ kind, title: editions[0]!.title }] : [],
    )
    return visit.show(listPage({ listed, filter, offices, kinds, now: now(), timeZone }))
  })

  get('/staff/approvals/one/:approvalId', DECIDE, async visit => {
    const row = await find(visit, visit.params.approvalId ?? '')
    if (!row) return unknown(visit)
    const entry = { subject: row.approval_id, terminalId: null, detail: { by: visit.staff.staffId } }
    await audit(db, now(), { event: 'approval-looked-at', ...entry })
    return visit.show(onePage(row, await stepRows(db, row.approval_id), { now: now(), timeZone }))
  })

  get('/staff/approvals/one/:approvalId/pages/:page', DECIDE, async visit => {
    const row = await find(visit, visit.params.approvalId ?? '')
    const page = /^[1-9]\d{0,2}$/.test(visit.params.page ?? '') ? Number(visit.params.page ?? '') : 0
    if (!row || row.sha256 === null || page < 1 || page > (row.pages ?? 0)) return unknown(visit)
    const { sha256 } = row
    const picture = await pictures.of(sha256, page, async () => {
      const stored = await content.get(sha256)
      return stored.ok ? stored.value : null
    })
    if (picture.ok)
      return visit.reply
        .headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
        .type('image/png')
        .send(Buffer.from(picture.value))
    if (picture.error === 'undrawn') log.error({ approvalId: row.approval_id }, 'a page for an office cannot be drawn')
    return visit.reply.code(503).header('retry-after', '10').headers({ 'cache-control': 'no-store' }).send()
  })

  const decided = async (visit: Visit, decision: Decision, approvalId: string) => {
    const outcome = await deciding.decide(visit.staff.staffId, approvalId, decision)
    const back = `staff/approvals/one/${approvalId}`
    if (outcome.kind === 'unknown') return unknown(visit)
    if (outcome.kind !== 'decided-before') return visit.go(back, noteOf(outcome))
    const to = html`<p class="line">${link(visit.at(back), WORDS.openOne)}</p><p class="line">${link(visit.at('staff/approvals'), WORDS.toList)}</p>`
    return visit.show(html`<p class="card verdict line" role="status">${sayOutcome(outcome)}</p>${to}`, { status: 409 })
  }
  post('/staff/approvals/one/:approvalId/approve', DECIDE, async visit => {
    const row = await find(visit, visit.params.approvalId ?? '')
    if (!row || visit.said('seen') !== row.document_id) return unknown(visit)
    return decided(visit, { what: 'approve' }, row.approval_id)
  })
  post('/staff/approvals/one/:approvalId/send-back', DECIDE, async visit => {
    const row = await find(visit, visit.params.approvalId ?? '')
    if (!row) return unknown(visit)
    const reason = readReason(visit.said('reason'), visit.said('words'))
    if (!reason) return visit.go(`staff/approvals/one/${row.approval_id}`, 'reason-missing')
    return decided(visit, { what: 'send-back', ...reason }, row.approval_id)
  })

  /** What a form says of several; a word for the next page where it says too little. */
  const several = (visit: Visit): { ids: readonly string[]; decision: Decision } | Note => {
    const ids = [...new Set(visit.saidAll('chosen'))].filter(id => ID.test(id))
    if (ids.length === 0 || ids.length > CHOSEN_MAX) return 'none-chosen'
    if (visit.said('what') === 'approve') return { ids, decision: { what: 'approve' } }
    const reason = readReason(visit.said('reason'), visit.said('words'))
    return reason ? { ids, decision: { what: 'send-back', ...reason } } : 'reason-missing'
  }
  post('/staff/approvals/several', DECIDE, async visit => {
    const wish = several(visit)
    if (typeof wish === 'string') return visit.go('staff/approvals', wish)
    const rows = await Promise.all(wish.ids.map(id => find(visit, id)))
    return visit.show(
      severalPage(
        rows.filter(row => row !== undefined),
        wish.decision,
      ),
    )
  })
  post('/staff/approvals/several/decide', DECIDE, async visit => {
    const wish = several(visit)
    if (typeof wish === 'string') return visit.go('staff/approvals', wish)
    const results: SeveralResult[] = []
    for (const id of wish.ids) {
      const row = (await find(visit, id)) ?? null
      // What was approved before is taken back one by one, after it was looked at.
      const isOver = row !== null && row.state !== 'waiting'
      const outcome: Outcome = isOver
        ? { kind: 'decided-before', row }
        : await deciding.decide(visit.staff.staffId, id, wish.decision)
      results.push({ row, outcome })
    }
    return visit.show(severalDonePage(results))
  })
}

const noteOf = (outcome: Exclude<Outcome, { kind: 'decided-before' }>): keyof typeof NOTES =>
  outcome.kind === 'done' ? outcome.state : outcome.kind

function filterOf(query: Visit['query']): ApprovalFilter {
  const word = (text: string | undefined) => (text !== undefined && /^[a-z][a-z0-9-]{0,40}$/.test(text) ? text : null)
  const page = /^\d{1,4}$/.test(query.page ?? '') ? Number(query.page) : 1
  return {
    ...{ state: query.state === 'decided' ? 'decided' : 'waiting', office: word(query.office), kind: word(query.kind) },
    ...{ isLate: query.late === '1', number: (query.number ?? '').slice(0, 40) },
    page: Math.min(Math.max(page, 1), PAGES_MAX),
  }
}
