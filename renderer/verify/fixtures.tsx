import type { ReactNode } from 'react'
import type { RevocationList } from '../../src/verification/revocation-list.ts'
import type { DocumentState } from '../../src/verification/states.ts'
import { CodeScreen } from './code-screen.tsx'
import { type CodeState, type Found, NOT_YET_ASKED, type NotFound } from './code-state.ts'
import type { FileResult } from './file-results.ts'
import { FilesScreen } from './files-screen.tsx'
import { type CheckedFiles, filesOfEveryGround, fileWithOutcome, SHOWN_OUTCOMES } from './fixture-files.ts'
import { type FixtureServerOptions, houseAt, SHOWN } from './fixture-server.ts'
import { HomeScreen } from './home-screen.tsx'
import type { Place } from './place.ts'
import type { TrustBase } from './trust-base.ts'
import { TrustScreen } from './trust-screen.tsx'

/** A state of the page with a name, for looking at and for tests. */
export interface VerifyFixture {
  readonly name: string
  readonly screen: ReactNode
  /** What is otherwise than on a good day. */
  readonly trust?: Partial<TrustBase>
  readonly server?: Partial<FixtureServerOptions>
}

/** Says nothing of what is not in it, whatever day it is. */
export const RUN_OUT_LIST: RevocationList = {
  version: 7,
  issuedAt: '2019-12-31T00:00:00Z',
  nextUpdate: '2020-01-01T00:00:00Z',
  entries: [],
}

const CODE = 'K7QXM2PD9RWT5HNC83VBYZ4FGJ'
const SINCE = '2026-12-01T04:00:00Z'

const NOT_FOUND: Readonly<Record<NotFound['outcome'], NotFound>> = {
  'not-found': { outcome: 'not-found' },
  unreadable: { outcome: 'unreadable' },
  'captcha-wrong': { outcome: 'captcha-wrong' },
  'slow-down': { outcome: 'slow-down', afterSeconds: 90 },
  'ticket-over': { outcome: 'ticket-over' },
}

const STANDINGS: Readonly<Record<DocumentState, Partial<Found['document']>>> = {
  valid: {},
  replaced: { state: 'replaced', stateSince: SINCE, replacedBy: '20261201-5NX2P7WQ3KDM' },
  revoked: { state: 'revoked', stateSince: SINCE, reason: 'lost-or-misused' },
  expired: { state: 'expired', stateSince: SINCE, expiresAt: SINCE, printed: [] },
}

const UNCHECKED: Readonly<Record<NonNullable<FileResult['reason']>, string>> = {
  'too-large': 'scan of a whole archive.pdf',
  'gave-up': 'endless.pdf',
  unreadable: 'gone.pdf',
}

const atCode = (first: CodeState) => <CodeScreen code={CODE} first={first} />
const found = (changes: Partial<Found['document']>): CodeState => ({
  step: 'found',
  answer: { outcome: 'found', document: { ...SHOWN, ...changes }, ticket: 'a-ticket', checkedAt: SINCE },
})
const checkedFiles = (name: string, { results, word, listed }: CheckedFiles): VerifyFixture => ({
  name,
  screen: <FilesScreen first={{ step: 'done', results, note: null }} firstWord={word} />,
  ...(listed.length === 0 ? {} : { trust: { list: { ...RUN_OUT_LIST, entries: [...listed] } } }),
})
/** Every screen of the page, and every state of it that has a face of its own. */
const BY_SCREEN: Readonly<Record<Place['screen'], readonly [VerifyFixture, ...VerifyFixture[]]>> = {
  home: [
    { name: 'home', screen: <HomeScreen /> },
    { name: 'home-no-code', screen: <HomeScreen first={{ typed: 'K7QXM-2PD9', isWrong: true }} /> },
    { name: 'home-bad-scan', screen: <HomeScreen first={{ typed: 'K7QXM2PD9RWT5HNC83VBYZ4', isWrong: true }} /> },
    { name: 'home-wrong-address', screen: <HomeScreen />, trust: { house: houseAt('verify.example.edu.cn') } },
    { name: 'home-offline', screen: <HomeScreen />, trust: { isOnline: false } },
    { name: 'home-new-root', screen: <HomeScreen />, trust: { anchorsChanged: true } },
    { name: 'home-first-moment', screen: <HomeScreen />, trust: { house: null } },
  ],
  code: [
    { name: 'code', screen: atCode(NOT_YET_ASKED) },
    { name: 'code-captcha-awaited', screen: atCode(NOT_YET_ASKED), server: { captcha: 'is-awaited' } },
    ...Object.values(NOT_FOUND).map(said => ({
      name: `code-${said.outcome}`,
      screen: atCode({ step: 'asking', said }),
    })),
    { name: 'code-no-server', screen: atCode({ step: 'no-server' }) },
    ...Object.entries(STANDINGS).map(([state, changes]) => ({
      name: `paper-${state}`,
      screen: atCode(found(changes)),
    })),
    { name: 'paper-seal-awaited', screen: atCode(found({})), server: { file: 'is-awaited' } },
    { name: 'paper-without-file', screen: atCode(found({})), server: { file: 'fails' } },
  ],
  files: [
    { name: 'files', screen: <FilesScreen /> },
    { name: 'files-none', screen: <FilesScreen first={{ step: 'choosing', note: 'file.noFiles' }} /> },
    { name: 'files-without-root', screen: <FilesScreen />, trust: { house: null, isOnline: false } },
    { name: 'files-checking', screen: <FilesScreen first={{ step: 'checking', done: 3, all: 9 }} /> },
    ...SHOWN_OUTCOMES.map(outcome => checkedFiles(`file-${outcome}`, fileWithOutcome(outcome))),
    ...Object.entries(UNCHECKED).map(([reason, name]) => ({
      name: `file-${reason}`,
      screen: <FilesScreen first={{ step: 'done', results: [unchecked(name, reason)], note: null }} />,
    })),
    checkedFiles('bulk-answered', filesOfEveryGround('answered')),
    checkedFiles('bulk-not-asked', filesOfEveryGround('not-asked')),
    checkedFiles('bulk-unreachable', filesOfEveryGround('unreachable')),
  ],
  trust: [{ name: 'trust', screen: <TrustScreen /> }],
}

function unchecked(name: string, reason: string): FileResult {
  return { name, checked: null, reason: reason as NonNullable<FileResult['reason']>, file: null }
}

export const VERIFY_FIXTURES: readonly VerifyFixture[] = Object.values(BY_SCREEN).flat()
