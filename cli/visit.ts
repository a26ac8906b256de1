import type { ScreenContent } from '../src/contract/kiosk-view.ts'
import { type Bilingual, both, type Language, textIn } from '../src/contract/texts.ts'
import { FAULTS } from '../src/fault.ts'
import { followWay } from '../src/session/way-to-preview.ts'
import type { Dock } from './dock.ts'
import type { KioskScreen } from './kiosk-screen.ts'
import { type ReceivedCopy, receivedFor } from './received.ts'
import { NOT_EVERY_COPY, type ReprintReport, tellBadCopies } from './visit-reprint.ts'
import { startSteps, type VisitStep } from './visit-steps.ts'

export interface VisitWishes {
  readonly card: string
  readonly document: string
  readonly edition: string
  readonly copies: number
  readonly language: Language
  /** Pays the code that the kiosk shows; null: a visit that costs something is ended instead. */
  readonly pay: ((codeUrl: string) => Promise<void>) | null
  /** So many copies are called bad once they are out; none where nothing is said. */
  readonly badCopies?: number
}

export interface VisitReport {
  readonly ok: boolean
  /** Why the paper did not come out, in the words and the language of the screen; null when it did. */
  readonly why: string | null
  readonly steps: readonly VisitStep[]
  readonly touches: number
  readonly orderNumber: string | null
  readonly copies: {
    readonly wanted: number
    readonly free: number
    readonly paid: number
    readonly delivered: number
    readonly givenBack: number
  }
  readonly amountFen: number
  readonly chargedFen: number
  readonly refundedFen: number
  readonly sheetsDelivered: number
  /** What the printer says it received for this order, one entry a copy; null when it can't be asked. */
  readonly received: readonly ReceivedCopy[] | null
  /** What came of copies that were called bad; null where none were. */
  readonly reprint: ReprintReport | null
}

type Screen<Name extends ScreenContent['screen']> = Extract<ScreenContent, { screen: Name }>

const ANSWER_MS = 60_000
const PAPER_MS = 600_000

/** The visit ends without paper, and says why. */
class Ended extends Error {
  readonly why: Bilingual
  constructor(why: Bilingual) {
    super(why.en)
    this.why = why
  }
}

/** Drives one whole visit from outside: card bytes to the reader, touches through the kiosk's own port. */
export async function driveVisit(screen: KioskScreen, dock: Dock, wishes: VisitWishes): Promise<VisitReport> {
  const steps = startSteps()
  let touches = 0
  const touch: KioskScreen['touch'] = command => {
    touches += 1
    return screen.touch(command)
  }
  /** Waits for one of some screens; a refusal that is not among them ends the visit with its own words. */
  const reach = async <Name extends ScreenContent['screen']>(
    names: readonly Name[],
    withinMs = ANSWER_MS,
  ): Promise<Screen<Name>> => {
    const wanted: readonly string[] = names
    const view = await screen.until(
      names.join(' or '),
      ({ content }) => wanted.includes(content.screen) || content.screen === 'refused',
      withinMs,
    )
    if (!wanted.includes(view.content.screen)) throw new Ended(wordsOfScreen(view.content))
    return view.content as Screen<Name>
  }

  const free = screen.view().content
  if (free.screen === 'out-of-service') throw new Error(outOfService(FAULTS[free.fault.code].what, wishes.language))
  if (free.screen === 'finished' || free.screen === 'refused') await screen.touch({ kind: 'finish' })
  await screen.until('a free screen', view => view.content.screen === 'attract', ANSWER_MS)

  let order: { orderNumber: string; amountFen: number; free: number; paid: number } | null = null
  let end: Screen<'finished'> | null = null
  let why: Bilingual | null = null
  let reprint: Awaited<ReturnType<typeof tellBadCopies>> | null = null
  try {
    await followWay({
      screen: screen.screen,
      tap: async () => {
        steps.begin('identify')
        await dock.act('/tap', { uid: wishes.card })
      },
      choose: async () => {
        steps.begin('choose')
        await choose(screen, touch, wishes)
      },
      touch: async command => {
        steps.begin(command.kind)
        await touch(command)
      },
    })
    const { documentId } = await reach(['previewing'])
    if (!(await screen.previewFile(documentId))) throw new Ended(both('预览已撤回', 'the preview was withdrawn'))
    steps.begin('confirm')
    await touch({ kind: 'confirm' })
    const { quote, orderNumber } = await reach(['printing', 'paying'])
    order = { orderNumber, amountFen: quote.amountFen, free: quote.freeCopies, paid: quote.paidCopies }
    if (screen.view().content.screen === 'paying') {
      steps.begin('pay')
      const { codeUrl } = await reach(['paying'])
      if (!wishes.pay)
        throw new Ended(
          both('这次要付钱：用 --pay 在手机页面上支付', 'the visit costs something; --pay pays it on the phone page'),
        )
      await wishes.pay(codeUrl)
      await reach(['printing', 'finished'])
    }
    steps.begin('print')
    end = await reach(['finished'], PAPER_MS)
    steps.begin('settle')
    const settled = await screen.until(
      'the settlement',
      ({ content }) => content.screen === 'finished' && content.freeCopiesLeft !== null,
      ANSWER_MS,
    )
    // What the screen said before the server had spoken is no settlement.
    if (settled.content.screen === 'finished') end = settled.content
    if (wishes.badCopies && settled.content.screen === 'finished' && settled.content.canTellBadPrint) {
      steps.begin('reprint')
      reprint = await tellBadCopies(screen, touch, wishes.badCopies)
    }
    steps.end()
    if (end.copiesDelivered < wishes.copies) why = end.fault ? FAULTS[end.fault.code].what : NOT_EVERY_COPY
    why ??= reprint?.why ?? null
  } catch (error) {
    if (!(error instanceof Ended)) throw error
    why = error.why
  }
  await touch({ kind: 'finish' })
  await screen.until(
    'a free screen',
    ({ content }) =>
      content.screen === 'attract' || content.screen === 'out-of-service' || content.screen === 'refused',
    ANSWER_MS,
  )

  const opened = order as { orderNumber: string; amountFen: number; free: number; paid: number } | null
  const money = end?.money
  return {
    ok: why === null,
    why: why && textIn(wishes.language, why),
    steps: steps.ended,
    touches,
    orderNumber: opened?.orderNumber ?? null,
    copies: {
      wanted: wishes.copies,
      free: opened?.free ?? 0,
      paid: opened?.paid ?? 0,
      delivered: end?.copiesDelivered ?? 0,
      givenBack: end?.copiesGivenBack ?? 0,
    },
    amountFen: opened?.amountFen ?? 0,
    chargedFen: money?.kind === 'charged' ? money.amountFen : money?.kind === 'refunded' ? money.chargedFen : 0,
    refundedFen: money?.kind === 'refunded' ? money.refundFen : 0,
    sheetsDelivered: end?.sheetsDelivered ?? 0,
    received: opened && (await receivedFor(dock, opened.orderNumber)),
    reprint: reprint && {
      ...reprint,
      why: reprint.why && textIn(wishes.language, reprint.why),
      received: reprint.orderNumber === null ? [] : await receivedFor(dock, reprint.orderNumber),
    },
  }
}

/** Chooses the document and the copies that are wished for, as somebody with a finger does. */
async function choose(screen: KioskScreen, touch: KioskScreen['touch'], wishes: VisitWishes): Promise<void> {
  const { content, language } = screen.view()
  const offers = content.screen === 'choosing' ? content.offers : []
  const index = offers.findIndex(offer => offer.kind === wishes.document && offer.edition === wishes.edition)
  const offer = offers[index]
  if (!offer) throw new Ended(notOffered(wishes, offers.map(one => `${one.kind}/${one.edition}`).join(', ')))
  if (offer.unavailable) throw new Ended(offer.unavailable)
  if (wishes.language !== language) await touch({ kind: 'set-language', language: wishes.language })
  await touch({ kind: 'select-offer', index })
  for (let copies = 2; copies <= wishes.copies; copies++) await touch({ kind: 'set-copies', copies })
}

const outOfService = (why: Bilingual, language: Language): string =>
  textIn(language, both(`自助机暂停服务：${why.zh}`, `the kiosk is out of service: ${why.en}`))

const notOffered = ({ document, edition }: VisitWishes, there: string): Bilingual =>
  both(
    `没有 ${document} 的 ${edition} 版；有的是 ${there}`,
    `no ${document} in ${edition} is offered; there are ${there}`,
  )

const wordsOfScreen = (content: ScreenContent): Bilingual =>
  'fault' in content && content.fault
    ? FAULTS[content.fault.code].what
    : both(`屏幕转到了 ${content.screen}`, `the screen went to ${content.screen}`)
