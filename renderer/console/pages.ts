import type { ComponentType } from 'react'
import type { Bilingual } from '../../src/contract/texts.ts'
import type { PageProps } from './page-props.ts'
import type { IconName } from './shell/icons.tsx'

// Every page of the console, in the order of the menu. How to add one:
//
// 1. A folder `renderer/console/AREA/` with the page: `export function OrdersPage({ params }: PageProps)` (of `page-props.ts`), and a line below. With an
//    icon (of `shell/icons.tsx`, which takes more) it stands in the menu; `orders/:orderId` without one is reached by a link. The page begins
//    with `<PageHead title=… />` of `parts/`. The menu hides what the role may not; the server refuses it.
// 2. Its words: `AREA/words/zh-CN.json` and `AREA/words/en.json`, and `AREA/words.ts` with `export const useAREAWords = areaWords(zh, en)` as in
//    `overview/words.ts`. `tests/renderer/console-words.test.ts` compares them.
// 3. Its routes: `const server = useServer(ORDERS_ROUTES)` (any table of src/contract), then `await server.order({ orderId })`: a Result, never
//    a rejection. A login that is over and a second proof that is asked for are dealt with, and the request is sent again, by the
//    shell. What a page asks by itself now and then: `useServer(ORDERS_ROUTES, 'unattended')`, which keeps no session going.
//    Failures: `<Trouble refusal={…} onAgain={…} />`. What is asked once for a page: `useAnswer(() => server.order({ orderId }), orderId)` and `<Answered>`.
// 4. Lists: `list/list.tsx` (search, filters in the address, keyboard, more). Acts: `parts/act-button.tsx` (what it will do, what it did).
//    Also in `parts/`: Answered, Facts, Chart; in `parts/values.tsx` Money, Time, Ago, Both, StateTag. Links: `<PlaceLink to="orders/…">`; elsewhere in the house: `useConsole().beside(…)`.
// 5. Its fixtures: `AREA/fixtures.ts` with states of the page and the answers of a server that nobody runs, and a line in `fixtures.ts`:
//    `tests/renderer/console-pages.test.ts` then looks at each in both languages, on a desk and on a phone, with axe.

export type PageGroup = 'top' | 'run' | 'papers' | 'money' | 'house'

/** One page of the console. */
export interface ConsolePage {
  /** Below the console's own address; `:name` is any part. */
  readonly path: string
  readonly title: Bilingual
  readonly group: PageGroup
  /** With one it stands in the menu. */
  readonly icon?: IconName
  /** Who has it sees the page. */
  readonly permission: string
  /** The page's own file, fetched when somebody goes there. */
  readonly load: () => Promise<ComponentType<PageProps>>
}

const page = (one: ConsolePage): ConsolePage => one

export const PAGES: readonly ConsolePage[] = [
  page({
    ...{ path: '', title: { zh: '总览', en: 'Overview' }, group: 'top', icon: 'overview', permission: 'console.open' },
    load: async () => (await import('./overview/overview-page.tsx')).OverviewPage,
  }),
  page({
    ...{
      path: 'settings',
      title: { zh: '设置', en: 'Settings' },
      group: 'run',
      icon: 'settings',
      permission: 'settings.read',
    },
    load: async () => (await import('./settings/settings-page.tsx')).SettingsPage,
  }),
  ...['settings/all', 'settings/sites/:siteId', 'settings/terminals/:terminalId'].map(path =>
    page({
      ...{ path, title: { zh: '设置', en: 'Settings' }, group: 'run', permission: 'settings.read' },
      load: async () => (await import('./settings/layer-page.tsx')).LayerPage,
    }),
  ),
  page({
    ...{ path: 'cases', title: { zh: '事项', en: 'Cases' }, group: 'money', icon: 'cases', permission: 'cases.see' },
    load: async () => (await import('./cases/cases-page.tsx')).CasesPage,
  }),
  page({
    ...{ path: 'cases/:caseNumber', title: { zh: '事项', en: 'Case' }, group: 'money', permission: 'cases.see' },
    load: async () => (await import('./cases/case-page.tsx')).CasePage,
  }),
  page({
    ...{
      path: 'orders',
      title: { zh: '订单', en: 'Orders' },
      group: 'money',
      icon: 'orders',
      permission: 'orders.see',
    },
    load: async () => (await import('./orders/orders-page.tsx')).OrdersPage,
  }),
  page({
    ...{ path: 'orders/:orderNumber', title: { zh: '订单', en: 'Order' }, group: 'money', permission: 'orders.see' },
    load: async () => (await import('./orders/order-page.tsx')).OrderPage,
  }),
  page({
    path: 'complaints',
    title: { zh: '投诉', en: 'Complaints' },
    ...{ group: 'money', icon: 'complaints', permission: 'complaints.see' },
    load: async () => (await import('./complaints/complaints-page.tsx')).ComplaintsPage,
  }),
  page({
    path: 'complaints/:complaintId',
    title: { zh: '一件投诉', en: 'A complaint' },
    ...{ group: 'money', permission: 'complaints.see' },
    load: async () => (await import('./complaints/complaint-page.tsx')).ComplaintPage,
  }),
  page({
    ...{
      path: 'reconciliation',
      title: { zh: '对账', en: 'Reconciliation' },
      group: 'money',
      icon: 'bills',
      permission: 'reconciliation.see',
    },
    load: async () => (await import('./money/days-page.tsx')).DaysPage,
  }),
  page({
    ...{
      path: 'reconciliation/:day',
      title: { zh: '对账', en: 'Reconciliation' },
      group: 'money',
      permission: 'reconciliation.see',
    },
    load: async () => (await import('./money/day-page.tsx')).DayPage,
  }),
  page({
    ...{ path: 'books', title: { zh: '账簿', en: 'Books' }, group: 'money', icon: 'books', permission: 'books.see' },
    load: async () => (await import('./money/books-page.tsx')).BooksPage,
  }),
  page({
    ...{
      path: 'reports',
      title: { zh: '报表', en: 'Reports' },
      group: 'money',
      icon: 'reports',
      permission: 'reports.see',
    },
    load: async () => (await import('./reports/reports-page.tsx')).ReportsPage,
  }),
  page({
    ...{
      path: 'terminals',
      title: { zh: '自助机', en: 'Terminals' },
      group: 'run',
      icon: 'terminals',
      permission: 'fleet.read',
    },
    load: async () => (await import('./fleet/terminals-page.tsx')).TerminalsPage,
  }),
  page({
    ...{
      path: 'terminals/:terminalId',
      title: { zh: '自助机', en: 'Terminal' },
      group: 'run',
      permission: 'fleet.read',
    },
    load: async () => (await import('./fleet/terminal-page.tsx')).TerminalPage,
  }),
  page({
    ...{ path: 'sites', title: { zh: '站点', en: 'Sites' }, group: 'run', icon: 'sites', permission: 'fleet.read' },
    load: async () => (await import('./sites/sites-page.tsx')).SitesPage,
  }),
  page({
    ...{ path: 'sites/:siteId', title: { zh: '站点', en: 'Site' }, group: 'run', permission: 'fleet.read' },
    load: async () => (await import('./sites/site-page.tsx')).SitePage,
  }),
  page({
    path: 'proposals',
    title: { zh: '等第二个人', en: 'For a second person' },
    ...{ group: 'house', icon: 'proposals', permission: 'four-eyes.see' },
    load: async () => (await import('./proposals/proposals-page.tsx')).ProposalsPage,
  }),
  page({
    path: 'proposals/:proposalId',
    title: { zh: '一份提案', en: 'A proposal' },
    ...{ group: 'house', permission: 'four-eyes.see' },
    load: async () => (await import('./proposals/proposal-page.tsx')).ProposalPage,
  }),
  page({
    ...{
      path: 'staff',
      title: { zh: '工作人员', en: 'Staff' },
      group: 'house',
      icon: 'staff',
      permission: 'staff.see',
    },
    load: async () => (await import('./staff/staff-page.tsx')).StaffPage,
  }),
  page({
    path: 'staff/:staffId',
    title: { zh: '工作人员账号', en: 'An account of staff' },
    ...{ group: 'house', permission: 'staff.see' },
    load: async () => (await import('./staff/account-page.tsx')).AccountPage,
  }),
  page({
    ...{ path: 'audit', title: { zh: '审计', en: 'Audit' }, group: 'house', icon: 'audit', permission: 'audit.read' },
    load: async () => (await import('./audit/audit-page.tsx')).AuditPage,
  }),
  page({
    ...{ path: 'audit/:seq', title: { zh: '审计条目', en: 'Audit entry' }, group: 'house', permission: 'audit.read' },
    load: async () => (await import('./audit/entry-page.tsx')).AuditEntryPage,
  }),
  page({
    path: 'privacy',
    title: { zh: '个人信息保护', en: 'Privacy' },
    ...{ group: 'house', icon: 'privacy', permission: 'privacy.see' },
    load: async () => (await import('./privacy/requests-page.tsx')).RequestsPage,
  }),
  page({
    path: 'privacy/requests/:number',
    title: { zh: '一份个人信息请求', en: 'A request about personal data' },
    ...{ group: 'house', permission: 'privacy.see' },
    load: async () => (await import('./privacy/request-page.tsx')).RequestPage,
  }),
  page({
    path: 'privacy/retention',
    title: { zh: '保存期限', en: 'Retention' },
    ...{ group: 'house', permission: 'privacy.see' },
    load: async () => (await import('./privacy/retention-page.tsx')).RetentionPage,
  }),
  page({
    path: 'privacy/notices',
    title: { zh: '告知与同意', en: 'Notice and consents' },
    ...{ group: 'house', permission: 'privacy.see' },
    load: async () => (await import('./privacy/notices-page.tsx')).NoticesPage,
  }),
  page({
    path: 'privacy/notices/:digest',
    title: { zh: '告知全文', en: 'The text of the notice' },
    ...{ group: 'house', permission: 'privacy.see' },
    load: async () => (await import('./privacy/notice-text-page.tsx')).NoticeTextPage,
  }),
  page({
    ...{ path: 'people', title: { zh: '人员', en: 'People' }, group: 'papers', icon: 'people' },
    permission: 'people-desk.see',
    load: async () => (await import('./people/people-page.tsx')).PeoplePage,
  }),
  page({
    ...{ path: 'people/one', title: { zh: '一位人员', en: 'One person' }, group: 'papers' },
    permission: 'people-desk.see',
    load: async () => (await import('./people/one-person-page.tsx')).OnePersonPage,
  }),
  page({
    ...{ path: 'cards', title: { zh: '校园卡', en: 'Cards' }, group: 'papers', icon: 'cards' },
    permission: 'people-desk.see',
    load: async () => (await import('./people/cards-page.tsx')).CardsPage,
  }),
  page({
    ...{ path: 'lists', title: { zh: '名单导入', en: 'Lists' }, group: 'papers', icon: 'lists' },
    permission: 'people-desk.see',
    load: async () => (await import('./imports/imports-page.tsx')).ImportsPage,
  }),
  page({
    ...{ path: 'lists/:listId', title: { zh: '一份名单', en: 'One list' }, group: 'papers' },
    permission: 'people-desk.see',
    load: async () => (await import('./imports/one-list-page.tsx')).OneListPage,
  }),
  page({
    ...{ path: 'documents', title: { zh: '文件', en: 'Documents' }, group: 'papers', icon: 'documents' },
    permission: 'document-desk.see',
    load: async () => (await import('./documents/documents-page.tsx')).DocumentsPage,
  }),
  page({
    ...{ path: 'documents/revoke', title: { zh: '批量撤销', en: 'Revoke many' }, group: 'papers' },
    permission: 'document-desk.revoke',
    load: async () => (await import('./documents/revoke-many-page.tsx')).RevokeManyPage,
  }),
  page({
    ...{ path: 'documents/:documentId', title: { zh: '一份文件', en: 'One document' }, group: 'papers' },
    permission: 'document-desk.see',
    load: async () => (await import('./documents/one-document-page.tsx')).OneDocumentPage,
  }),
  page({
    ...{ path: 'batches', title: { zh: '批量出具', en: 'Batches' }, group: 'papers', icon: 'batches' },
    permission: 'document-desk.see',
    load: async () => (await import('./documents/batches-page.tsx')).BatchesPage,
  }),
  page({
    ...{ path: 'batches/:batchId', title: { zh: '一批文件', en: 'One batch' }, group: 'papers' },
    permission: 'document-desk.see',
    load: async () => (await import('./documents/one-batch-page.tsx')).OneBatchPage,
  }),
  page({
    ...{ path: 'kinds', title: { zh: '文件种类', en: 'Kinds' }, group: 'papers', icon: 'kinds' },
    permission: 'document-desk.see',
    load: async () => (await import('./documents/kinds-page.tsx')).KindsPage,
  }),
  page({
    ...{ path: 'kinds/:kind', title: { zh: '一种文件', en: 'One kind' }, group: 'papers' },
    permission: 'templates.see',
    load: async () => (await import('./kinds/kind-page.tsx')).KindPage,
  }),
  page({
    ...{ path: 'kinds/:kind/versions/:number', title: { zh: '一版模板', en: 'One version' }, group: 'papers' },
    permission: 'templates.see',
    load: async () => (await import('./kinds/version-page.tsx')).VersionPage,
  }),
]
