import type { KioskView, Money, ScreenContent } from '../contract/kiosk-view.ts'
import { PICKUP_CODE_DIGITS } from '../contract/pickups-api.ts'
import type { Visitor } from '../contract/terminals-api.ts'
import { impossible } from '../result.ts'
import { settle } from '../rules/settlement.ts'
import { canTryAgain } from './stages/arrival.ts'
import { canTellBadPrint } from './stages/bad-print.ts'
import { canCollect } from './stages/begin-collecting.ts'
import { canLogInByPhone } from './stages/begin-login.ts'
import { quoteOf } from './stages/choice.ts'
import { canTakeAlong } from './stages/hand-over.ts'
import { canPrintAnother } from './stages/paper.ts'
import { copiesWithPaper, mostCopies } from './stages/paper-left.ts'
import { canCheckPaper } from './stages/paper-to-check.ts'
import type { Choice, Session, StageOf } from './state.ts'
import type { TimerName } from './timer-name.ts'
import { isSetBackByTouch, timersOf } from './timers.ts'
import { cardPinContent } from './view-card-pin.ts'
import { handingOverContent } from './view-handover.ts'
import { phoneLoginContent } from './view-login.ts'
import { applyPage, correctionPage } from './view-phone-pages.ts'
import { badPrintContent, enteringContent } from './view-reprint.ts'

/** What a screen needs besides the session: things of this machine, and how much of a running timer is left. */
export interface ViewContext {
  readonly screenWidthMm: number
  /** Milliseconds that `timer` still runs. */
  remainingMs(timer: TimerName): number
}

/** More would push the first screen's own words aside where the screen is wide and the text is large. */
const NOTICES_MAX = 2

/** That one is missing is a notice itself. */
function hasAllReaders({ campusCardReader, idCardReader }: Session['readiness']): boolean {
  return campusCardReader === null && idCardReader === null
}

/** What the house itself says takes the place of one. */
function roomForNotices({ readiness, set }: Session): number {
  return Math.max(0, NOTICES_MAX - (hasAllReaders(readiness) ? 0 : 1) - (set.notice ? 1 : 0))
}

const NAMELESS = { zh: '', en: '' }

/** The view of a session: everything the screen shows, nothing it should not know. */
export function viewOf(session: Session, context: ViewContext): KioskView {
  const { settings, language, aids, asking, aside, set } = session
  return {
    language,
    aids,
    asking,
    aside,
    university: settings?.universityName ?? NAMELESS,
    place: settings?.place ?? NAMELESS,
    terminalName: settings?.terminalName ?? NAMELESS,
    helpPhone: settings?.helpPhone ?? '',
    timeZone: settings?.timeZone ?? 'Asia/Shanghai',
    screenWidthMm: context.screenWidthMm,
    visitor: visitorOf(session),
    countdown: countdownOf(session, context),
    isSetBackByTouch: isSetBackByTouch(session),
    ...{ look: set.look, sounds: set.sounds },
    content: contentOf(session),
  }
}

/** Which running timer is shown as a clock, and what it is a clock of. */
const COUNTDOWNS = [
  ['ask', 'idle'],
  ['pay', 'pay'],
  ['paper', 'paper'],
  ['leave', 'leave'],
  ['login', 'login'],
] as const satisfies [TimerName, NonNullable<KioskView['countdown']>['kind']][]

function countdownOf(session: Session, context: ViewContext): KioskView['countdown'] {
  const timers = timersOf(session)
  for (const [timer, kind] of COUNTDOWNS) {
    const running = timers[timer]
    if (running) return { kind, totalMs: running.delayMs, remainingMs: Math.max(0, context.remainingMs(timer)) }
  }
  return null
}

function visitorOf({ stage }: Session): KioskView['visitor'] {
  const visitor = 'visitor' in stage ? stage.visitor : stage.kind === 'paying' ? (stage.person?.visitor ?? null) : null
  if (!visitor) return null
  return { name: visitor.nameMasked, number: visitor.numberMasked, freeCopiesLeft: freeCopiesLeft(visitor, stage) }
}

/**
 * Free copies of what is chosen that are not yet promised to a job; before a choice, the most that any document has. Null where the paper is
 * another's: none count for that.
 */
function freeCopiesLeft(visitor: Visitor, stage: Session['stage']): number | null {
  if (visitor.forAnother) return null
  if (stage.kind === 'finished' && stage.settlement) return stage.settlement.freeCopiesLeft
  const promised =
    stage.kind === 'printing' || stage.kind === 'finished' || stage.kind === 'paying' ? stage.job.quote.freeCopies : 0
  const choice = 'choice' in stage ? stage.choice : stage.kind === 'paying' ? (stage.person?.choice ?? null) : null
  const left = choice
    ? visitor.offers[choice.offerIndex]!.freeCopiesLeft
    : Math.max(0, ...visitor.offers.map(offer => offer.freeCopiesLeft))
  return Math.max(0, left - promised)
}

function contentOf(session: Session): ScreenContent {
  const { stage, settings, readiness, set } = session
  switch (stage.kind) {
    case 'out-of-service':
      return {
        ...{ screen: 'out-of-service', fault: stage.fault, canCheckPaper: canCheckPaper(session) },
        notice: stage.fault.code === 'taken-out' ? (settings?.takenOut ?? null) : null,
        closed: stage.fault.code === 'outside-hours' ? set.closed : null,
      }
    case 'attract':
      return {
        screen: 'attract',
        freeCopies: settings?.freeCopies ?? 0,
        tariff: settings?.tariff ?? [],
        readers: { campusCard: !readiness.campusCardReader, idCard: !readiness.idCardReader },
        phoneLogin: canLogInByPhone(session),
        pickups: canCollect(session),
        canCheckPaper: canCheckPaper(session),
        notice: set.notice,
        notices: readiness.warnings.slice(0, roomForNotices(session)),
        fault: stage.fault,
        started: stage.started,
      }
    case 'identifying':
      return { screen: 'identifying', means: stage.means }
    case 'phone-login':
      return phoneLoginContent(stage.login)
    case 'collecting': {
      const { typed, fault, request } = stage
      const canScan = !readiness.codeScanner
      return { screen: 'collecting', typed, digits: PICKUP_CODE_DIGITS, canScan, fault, busy: request !== null }
    }
    case 'choosing-register':
      return {
        screen: 'choosing-register',
        registers: stage.registers.map(({ title, detail, visitor }) => ({
          title,
          detail,
          number: visitor.numberMasked,
        })),
      }
    case 'reading-notice': {
      const { notice, fault, request } = stage
      return { screen: 'reading-notice', points: notice.points, version: notice.version, fault, busy: request !== null }
    }
    case 'refused':
      return {
        screen: 'refused',
        fault: stage.fault,
        canGoBack: stage.visitor !== null && !stage.visitor.isForOne,
        canTryAgain: canTryAgain(stage),
        money: stage.money,
        paperFor: stage.paperFor ?? null,
      }
    case 'checking-paper':
      return { screen: 'checking-paper', canScan: !readiness.codeScanner, check: checkOf(stage) }
    case 'choosing':
      return {
        screen: 'choosing',
        offers: stage.visitor.offers,
        selected: stage.choice?.offerIndex ?? null,
        copies: stage.copies,
        maxCopies: mostCopies(session, stage.choice),
        paperFor: paperLimit(session, stage.choice),
        quote: stage.choice && quoteOf(stage.visitor, stage.choice),
        apply: applyPage(settings),
        hasReprintCode: stage.visitor.hasReprintCode,
      }
    case 'card-pin':
      return cardPinContent(session, stage)
    case 'preparing':
      return {
        screen: 'preparing',
        title: stage.visitor.offers[stage.choice.offerIndex]!.title,
        canGoBack: !stage.visitor.isForOne,
      }
    case 'previewing':
      return {
        screen: 'previewing',
        documentId: stage.document.documentId,
        kind: stage.document.kind,
        edition: stage.document.edition,
        title: stage.document.title,
        correction: correctionPage(settings, stage),
        pages: stage.document.pages,
        sheetsPerCopy: stage.document.sheetsPerCopy,
        quote: quoteOf(stage.visitor, stage.choice),
        copiesHere: copiesHere(session, stage),
        signer: stage.document.signer,
        fault: stage.fault,
        busy: stage.ordering !== null,
      }
    case 'paying':
      return {
        screen: 'paying',
        quote: stage.job.quote,
        payeeName: stage.job.payment?.payeeName ?? settings?.payeeName ?? '',
        providerName: stage.job.payment?.name ?? null,
        codeUrl: stage.closing ? '' : stage.codeUrl,
        orderNumber: stage.job.orderNumber,
        phase: stage.closing ? 'closing' : 'showing-code',
        canGoBack: stage.person !== null,
      }
    case 'printing':
      return {
        screen: 'printing',
        copies: stage.job.quote.copies,
        sheetsPerCopy: stage.job.sheetsPerCopy,
        sheetsDelivered: stage.sheetsDelivered,
        copiesDelivered: stage.copiesDelivered,
        stalled: stage.stalled,
        stopping: stage.stopping,
        recovering: stage.recovering,
        quote: stage.job.quote,
        orderNumber: stage.job.orderNumber,
        isReprint: stage.job.reprint !== null,
      }
    case 'finished':
      return finishedContent(session, stage)
    case 'bad-print':
      return badPrintContent(session, stage)
    case 'handing-over':
      return handingOverContent(stage)
    case 'entering-code':
      return enteringContent(stage)
    default:
      return impossible(stage)
  }
}

/** Copies are chosen at the preview where there is no choice before it. */
function copiesHere(session: Session, { visitor, choice, document }: StageOf<'previewing'>) {
  if (!visitor.isForOne) return null
  const known = { ...choice, sheetsPerCopy: document.sheetsPerCopy }
  return { maxCopies: mostCopies(session, known), paperFor: paperLimit(session, known) }
}

/** For how many copies there is paper, where that is what limits the choice. */
function paperLimit(session: Session, choice: Choice | null): number | null {
  const withPaper = copiesWithPaper(session, choice?.sheetsPerCopy ?? 1)
  return withPaper !== null && withPaper < (session.settings?.maxCopies ?? 1) ? withPaper : null
}

function checkOf({ check }: StageOf<'checking-paper'>): Extract<ScreenContent, { screen: 'checking-paper' }>['check'] {
  return check.step === 'asking' ? { step: 'asking' } : check
}

/** Until the server has spoken: what is surely given back. What becomes of copies that cannot be told is its to say. */
const NOTHING_UNCLEAR_GOES_BACK = { unclearGivenBackUpToFen: 0 }

function finishedContent(session: Session, stage: StageOf<'finished'>): ScreenContent {
  const { settings } = session
  const { job, settlement } = stage
  const computed = settlement ?? settle(job.quote, stage, NOTHING_UNCLEAR_GOES_BACK)
  return {
    screen: 'finished',
    title: job.title,
    copies: job.quote.copies,
    copiesDelivered: stage.copiesDelivered,
    sheetsDelivered: stage.sheetsDelivered,
    hasLooseSheets: stage.sheetsDelivered > stage.copiesDelivered * job.sheetsPerCopy,
    copiesGivenBack: computed.copiesGivenBack,
    quotaGivenBack: computed.quotaGivenBack,
    copiesUnclear: computed.copiesUnclear,
    heldFen: settlement?.heldFen ?? 0,
    freeCopiesLeft: settlement?.freeCopiesLeft ?? null,
    ...(settlement?.forAnother && { forAnother: true }),
    money: moneyOf(job.quote.amountFen, computed, settlement === null ? 'to-be-refunded' : 'refunded'),
    providerName: job.payment?.name ?? null,
    fault: stage.fault,
    orderNumber: job.orderNumber,
    receipt: stage.receipt,
    reprint: job.reprint && {
      by: job.reprint.by,
      of: job.reprint.orderNumber,
      badCopiesGoTo: settings?.badCopiesGoTo ?? null,
    },
    canTellBadPrint: canTellBadPrint(stage),
    canPrintAnother: canPrintAnother(session, stage),
    canTakeAlong: canTakeAlong(session, stage),
  }
}

function moneyOf(
  amountFen: number,
  { chargedFen, refundFen }: { chargedFen: number; refundFen: number },
  kind: 'refunded' | 'to-be-refunded',
): Money {
  if (amountFen === 0) return { kind: 'nothing-charged' }
  return refundFen > 0 ? { kind, chargedFen, refundFen } : { kind: 'charged', amountFen: chargedFen }
}
