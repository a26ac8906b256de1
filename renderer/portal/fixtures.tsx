import type { Me } from '../../src/contract/me-api.ts'
import type { ApplicationDetail, Delivery } from '../../src/contract/portal-api.ts'
import { ok } from '../../src/result.ts'
import type { Refusal } from '../web/route-client.ts'
import { ApplicationRecord, type ApplicationRecordProps } from './application-record.tsx'
import { ApplicationScreen } from './application-screen.tsx'
import { ApplyScreen } from './apply-screen.tsx'
import { ContactScreen } from './contact-screen.tsx'
import { DraftPart } from './draft-part.tsx'
import { EnquiryScreen } from './enquiry-screen.tsx'
import { ERASURE_FIXTURES } from './erasure-fixtures.tsx'
import { ErrandsScreen } from './errands-screen.tsx'
import {
  APPROVAL,
  applicationId,
  DRAFT,
  detail,
  ERRANDS,
  LETTERS,
  MANDATES,
  ME,
  OFFERS,
  PICKUPS,
  RECORD,
  RECORDS,
  SHARES,
  WAITING,
} from './fixture-data.ts'
import { CONVERSATION, CORRECTED, enquiryId, OFFICES, OVER } from './fixture-enquiries.ts'
import { RECEIVERS, SENDINGS } from './fixture-receivers.ts'
import { awaited, refusal, refuses } from './fixture-server.ts'
import { LoginScreen } from './login-screen.tsx'
import { MyDataScreen } from './my-data-screen.tsx'
import { NOTICE_FIXTURES } from './notice-fixtures.tsx'
import type { Place } from './place.ts'
import type { PortalFixture } from './portal-fixture.ts'
import { RecordPaper } from './record-paper.tsx'
import { RecordsScreen } from './records-screen.tsx'
import { RegisterScreen } from './register-screen.tsx'
import { SessionsScreen } from './sessions-screen.tsx'
import { WrongHere } from './wrong-here.tsx'
import { WrongScreen } from './wrong-screen.tsx'

const nothing = () => undefined
const away = refuses('server-unreachable', null)
const busy = { isBusy: true, refusal: null }
const failed = (why: Refusal) => ({ isBusy: false, refusal: why })
const SLOW = failed(refusal('server-slow', null))
const APPLY: Place = { screen: 'apply' }
const APPLICATION: Place = { screen: 'application', applicationId }
const WECOM = 'Mozilla/5.0 (Linux; Android 14) Chrome/116.0 Mobile wxwork/4.1.22 MicroMessenger/7.0.1'
const wanted = 'transcript/zh'
const allOff = OFFERS.map(offer => ({ ...offer, unavailable: OFFERS[OFFERS.length - 1]!.unavailable }))
const unchosen: Me = {
  ...ME,
  hasChosen: false,
  registers: ME.registers.map(register => ({ ...register, isChosen: false })),
}

const record = (name: string, more: Partial<ApplicationDetail>, props: Partial<ApplicationRecordProps> = {}) => ({
  ...{ name, place: APPLICATION },
  screen: <ApplicationRecord application={detail(more)} isNew={false} onChange={nothing} {...props} />,
})
const OPENED = {
  at: '2026-11-23T01:20:00Z',
  what: 'share-opened',
  said: { zh: '有人打开了分享的链接', en: 'A shared link was opened' },
} as const
const MANY_STEPS = [...detail().steps, OPENED, OPENED, OPENED]
const letters = Object.values(LETTERS)
const CONTACT: Place = { screen: 'contact' }
const SPOT = { page: 1, x: 0.2, y: 0.3, width: 0.5, height: 0.06 }
const POINT = { ...SPOT, width: 0, height: 0 }
const talk = (name: string, answer: typeof CONVERSATION, first = {}): PortalFixture => ({
  ...{ name, place: { screen: 'enquiry', enquiryId } },
  screen: <EnquiryScreen enquiryId={enquiryId} first={first} />,
  server: { enquiry: async () => ok(answer) },
})
const wrong = (name: string, first: Parameters<typeof WrongScreen>[0]['first'] = {}): PortalFixture => ({
  ...{ name, place: { screen: 'wrong', applicationId } },
  screen: <WrongScreen applicationId={applicationId} first={first} />,
})

/** Every screen of the portal, and every state of it that has a face of its own. */
export const PORTAL_FIXTURES: readonly PortalFixture[] = [
  ...(
    [
      ['login', <LoginScreen key="" why={{ kind: 'new' }} userAgent="" />],
      ['login-over', <LoginScreen key="" why={{ kind: 'over' }} userAgent="" />],
      ['login-again', <LoginScreen key="" why={{ kind: 'again' }} userAgent="" />],
      ['login-left', <LoginScreen key="" why={{ kind: 'left', providerUrl: null }} />],
      [
        'login-left-provider',
        <LoginScreen key="" why={{ kind: 'left', providerUrl: 'https://cas.example.edu.cn/' }} />,
      ],
    ] as const
  ).map(([name, screen]) => ({ name, screen, place: APPLY, me: null })),
  {
    ...{ name: 'login-none', place: APPLY, me: null, screen: <LoginScreen why={{ kind: 'new' }} userAgent="" /> },
    server: { ways: async () => ok({ ways: [] }) },
  },
  {
    ...{ name: 'login-no-server', place: APPLY, me: null, screen: <LoginScreen why={{ kind: 'new' }} userAgent="" /> },
    server: { ways: away },
  },
  { name: 'register', place: APPLY, me: unchosen, screen: <RegisterScreen me={unchosen} /> },
  { name: 'register-again', place: { screen: 'register' }, screen: <RegisterScreen me={ME} /> },
  { name: 'apply', place: APPLY, screen: <ApplyScreen /> },
  {
    ...{ name: 'apply-first-time', place: APPLY, screen: <ApplyScreen /> },
    server: { applications: async () => ok({ applications: [], hasMore: false }) },
  },
  { name: 'apply-awaited', place: APPLY, screen: <ApplyScreen />, server: { offers: awaited } },
  { name: 'apply-no-server', place: APPLY, screen: <ApplyScreen />, server: { offers: away } },
  { name: 'apply-offline', place: APPLY, screen: <ApplyScreen />, server: { offers: away }, isOnline: false },
  {
    ...{ name: 'apply-nothing', place: APPLY, screen: <ApplyScreen /> },
    server: { offers: async () => ok({ offers: allOff }) },
  },
  { name: 'apply-making', place: APPLY, screen: <ApplyScreen first={{ wanted, act: busy }} /> },
  ...(['document-failed', 'document-unavailable', 'document-needs-hand', 'server-busy'] as const).map(code => ({
    ...{ name: `apply-${code}`, place: APPLY },
    screen: <ApplyScreen first={{ wanted, act: failed(refusal(code, 409)) }} />,
  })),
  { name: 'draft', place: APPLICATION, screen: <DraftPart application={DRAFT} onApplied={nothing} /> },
  {
    ...{ name: 'draft-needs-approval', place: APPLICATION },
    screen: <DraftPart application={{ ...DRAFT, approval: APPROVAL }} onApplied={nothing} />,
  },
  {
    ...{ name: 'draft-needs-approval-for-some', place: APPLICATION },
    screen: (
      <DraftPart
        application={{ ...DRAFT, approval: { ...APPROVAL, purposes: ['abroad', 'visa'] } }}
        onApplied={nothing}
      />
    ),
  },
  record('waiting', { state: 'waiting', approval: WAITING }, { isNew: true }),
  record('sent-back', {
    state: 'sent-back',
    approval: {
      ...{ ...WAITING, state: 'sent-back' },
      reason: {
        zh: '用途不清楚，请写明用途后重新申请。',
        en: 'It is not clear what it is for. Say so, and apply again.',
      },
    },
  }),
  record('withdrawn', { state: 'withdrawn', approval: { ...WAITING, state: 'withdrawn' } }),
  {
    ...{ name: 'draft-page-awaited', place: APPLICATION },
    screen: <DraftPart application={DRAFT} onApplied={nothing} first={busy} />,
    server: { addressOf: () => 'data:,' },
  },
  {
    ...{ name: 'draft-failed', place: APPLICATION },
    screen: <DraftPart application={DRAFT} onApplied={nothing} first={SLOW} />,
  },
  {
    ...{ name: 'draft-outdated', place: APPLICATION },
    screen: <DraftPart application={DRAFT} onApplied={nothing} first={failed(refusal('draft-outdated', 409))} />,
  },
  record('applied', {}, { isNew: true }),
  record('applied-getting', {}, { first: { download: { first: busy }, letter: { act: busy }, share: { act: busy } } }),
  record('applied-failed', {}, { first: { download: { first: SLOW }, letter: { act: SLOW }, share: { act: SLOW } } }),
  record('applied-mistyped', {}, { first: { letter: { isWrong: true, to: 'me@' }, share: { isMissing: true } } }),
  ...(['proof-too-old', 'address-wrong', 'too-many-today', 'letters-off'] as const).map(code =>
    record(`letter-${code}`, {}, { first: { letter: { act: failed(refusal(code, 403)) } } }),
  ),
  record('applied-in-wecom', {}, { first: { download: { userAgent: WECOM } } }),
  record(
    'applied-shared',
    { shares: [...SHARES] },
    { first: { share: { made: { share: SHARES[1]!, code: '482913' } } } },
  ),
  ...(Object.keys(LETTERS) as Delivery['state'][]).map(state =>
    record(`letter-${state}`, { deliveries: [LETTERS[state]] }, { first: { letter: { sent: LETTERS[state] } } }),
  ),
  ...(['open', 'used', 'over', 'ended'] as const).map(state => ({
    ...record(`pickup-${state}`, {}),
    server: { pickups: async () => ok({ pickups: [PICKUPS[state]] }) },
  })),
  {
    ...record('pickup-made', {}, { first: { pickup: { code: '30719264' } } }),
    server: { pickups: async () => ok({ pickups: [PICKUPS.open] }) },
  },
  { ...record('mandates', {}), server: { mandates: async () => ok({ mandates: [...MANDATES] }) } },
  record('mandate-missing', {}, { first: { mandate: { isMissing: true } } }),
  record('mandate-making', {}, { first: { mandate: { act: busy } } }),
  record('mandate-proof', {}, { first: { mandate: { act: failed(refusal('proof-too-old', 403)) } } }),
  { name: 'errands', place: { screen: 'errands' }, screen: <ErrandsScreen /> },
  {
    ...{ name: 'errands-code', place: { screen: 'errands' }, screen: <ErrandsScreen /> },
    server: { errands: async () => ok({ errands: [{ ...ERRANDS[0]!, pickup: PICKUPS.open }] }) },
  },
  {
    ...{ name: 'errands-none', place: { screen: 'errands' }, screen: <ErrandsScreen /> },
    server: { errands: async () => ok({ errands: [] }) },
  },
  record('pickup-making', {}, { first: { pickup: { act: busy } } }),
  record('pickup-too-many', {}, { first: { pickup: { act: failed(refusal('too-many-today', 429)) } } }),
  { ...record('pickup-no-server', {}), server: { pickups: away } },
  record('receiver-chosen', {}, { first: { receiver: { chosen: RECEIVERS[0]! } } }),
  record('receiver-unagreed', {}, { first: { receiver: { chosen: RECEIVERS[1]!, isMissing: true } } }),
  record('receiver-sending', {}, { first: { receiver: { chosen: RECEIVERS[0]!, act: busy } } }),
  record(
    'receiver-refused',
    {},
    {
      first: { receiver: { chosen: RECEIVERS[0]!, act: failed(refusal('receiver-unknown', 409)) } },
    },
  ),
  { ...record('receiver-none', {}), server: { receivers: async () => ok({ receivers: [] }) } },
  { ...record('receiver-sent', {}), server: { sendings: async () => ok({ sendings: Object.values(SENDINGS) }) } },
  record('on-paper-alone', { hasFile: false }),
  record('kiosks', {}, { first: { pickup: { showsKiosks: true } } }),
  {
    ...record('kiosks-none', {}, { first: { pickup: { showsKiosks: true } } }),
    server: { kiosks: async () => ok({ kiosks: [] }) },
  },
  record('record', { deliveries: letters.slice(1), shares: [...SHARES], steps: MANY_STEPS }),
  ...(['replaced', 'revoked', 'expired'] as const).map(state =>
    record(`record-${state}`, { state, deliveries: [LETTERS.sent] }),
  ),
  ...(
    [
      ['application-awaited', awaited],
      ['application-gone', refuses('server-nonsense', 404)],
    ] as const
  ).map(([name, application]) => ({
    ...{ name, place: APPLICATION, screen: <ApplicationScreen applicationId={applicationId} /> },
    server: { application },
  })),
  { name: 'records', place: { screen: 'records' }, screen: <RecordsScreen /> },
  {
    ...{ name: 'records-none', place: { screen: 'records' }, screen: <RecordsScreen /> },
    server: { records: async () => ok({ records: [], hasMore: false, kinds: [], years: [] }) },
  },
  { name: 'record-of-kiosk', place: { screen: 'records' }, screen: <RecordPaper record={RECORD} /> },
  {
    ...{ name: 'record-of-visit', place: { screen: 'records' } },
    screen: (
      <RecordPaper record={{ ...RECORD, ...RECORDS[2]!, steps: [], orders: [], checks: [], freeCopiesLeft: null }} />
    ),
  },
  { name: 'my-data', place: { screen: 'my-data' }, screen: <MyDataScreen /> },
  {
    ...{ name: 'my-data-prove', place: { screen: 'my-data' } },
    screen: <MyDataScreen first={failed(refusal('proof-too-old', 403))} />,
  },
  ...ERASURE_FIXTURES,
  ...NOTICE_FIXTURES,
  { name: 'sessions', place: { screen: 'sessions' }, screen: <SessionsScreen /> },
  wrong('wrong'),
  wrong('wrong-marked', { spot: SPOT }),
  wrong('wrong-point', { spot: POINT, isMissing: true }),
  wrong('wrong-failed', { spot: SPOT, act: failed(refusal('too-many-today', 429)) }),
  {
    ...{ name: 'wrong-here', place: { screen: 'wrong-in', kind: 'transcript', edition: 'zh' } },
    screen: <WrongHere kind="transcript" edition="zh" first={busy} />,
  },
  {
    ...{ name: 'wrong-here-failed', place: { screen: 'wrong-in', kind: 'transcript', edition: 'zh' } },
    screen: <WrongHere kind="transcript" edition="zh" first={failed(refusal('document-unavailable', 409))} />,
  },
  { name: 'contact', place: CONTACT, screen: <ContactScreen /> },
  {
    ...{ name: 'contact-first-time', place: CONTACT, screen: <ContactScreen /> },
    server: { enquiries: async () => ok({ enquiries: [], unread: 0 }) },
  },
  { name: 'contact-no-server', place: CONTACT, screen: <ContactScreen />, server: { offices: away } },
  { name: 'contact-ask', place: CONTACT, screen: <ContactScreen first={{ office: OFFICES[0]!, isMissing: true }} /> },
  {
    ...{ name: 'contact-ask-about', place: { screen: 'contact-about', applicationId } },
    screen: (
      <ContactScreen
        applicationId={applicationId}
        first={{ office: OFFICES[1]!, act: failed(refusal('address-wrong', 409)) }}
      />
    ),
  },
  talk('enquiry-talk', CONVERSATION, { isMissing: true }),
  talk('enquiry-corrected', CORRECTED),
  talk('enquiry-over', OVER),
  {
    ...talk('enquiry-gone', CONVERSATION),
    server: { enquiry: refuses('enquiry-unknown', 404) },
  },
]
