import type { ScreenContent } from '../src/contract/kiosk-view.ts'
import { type Bilingual, both } from '../src/contract/texts.ts'
import { FAULTS } from '../src/fault.ts'
import { followWay } from '../src/session/way-to-preview.ts'
import type { Dock } from './dock.ts'
import { type KioskScreen, ScreenLost } from './kiosk-screen.ts'
import { logInByPhone } from './visit-by-phone.ts'
import { Ended, endsWithStation } from './visit-end.ts'
import { type Known, reportOf, type VisitReport } from './visit-report.ts'
import { NOT_EVERY_COPY, tellBadCopies } from './visit-reprint.ts'
import { startSteps } from './visit-steps.ts'
import { takeAlong } from './visit-take-along.ts'
import type { VisitWishes } from './visit-wishes.ts'
import { chooseCopiesHere, collectWithCode } from './visit-with-code.ts'
import { typePin } from './visit-with-pin.ts'

type Screen<Name extends ScreenContent['screen']> = Extract<ScreenContent, { screen: Name }>

const ANSWER_MS = 60_000
const PAPER_MS = 600_000

/**
 * Drives one whole visit from outside: card bytes to the reader, touches through the kiosk's own port. Without a `dock` somebody stands at the
 * machine, who is told by `askPerson` what to do.
 */
export async function driveVisit(screen: KioskScreen, dock: Dock | null, wishes: VisitWishes): Promise<VisitReport> {
  const steps = startSteps()
  const visit = endsWithStation(screen)
  let touches = 0
  const touch: KioskScreen['touch'] = command => {
    touches += 1
    return visit.touch(command)
  }
  /** Waits for one of some screens; a refusal that is not among them ends the visit with its own words. */
  const reach = async <Name extends ScreenContent['screen']>(
    names: readonly Name[],
    withinMs = ANSWER_MS,
  ): Promise<Screen<Name>> => {
    const wanted: readonly string[] = names
    const view = await visit.until(
      names.join(' or '),
      ({ content }) => wanted.includes(content.screen) || content.screen === 'refused',
      withinMs,
    )
    if (!wanted.includes(view.content.screen)) throw new Ended(wordsOfScreen(view.content))
    return view.content as Screen<Name>
  }

  const known: Known = {
    collected: null,
    order: null,
    end: null,
    isOrdered: false,
    payment: 'none',
    reprint: null,
    takenAlong: null,
  }
  let why: Bilingual | null = null
  let isBroken = false
  /** Does a part of the visit. What breaks it off is told with all that is known by then. */
  const part = async (work: () => Promise<void>) => {
    try {
      await work()
    } catch (error) {
      if (error instanceof Ended) isBroken ||= error.isBroken
      else isBroken = true
      why ??= error instanceof Ended ? error.why : error instanceof ScreenLost ? LOST : wordsOfError(error)
    }
  }
  await part(async () => {
    const free = screen.view().content
    if (free.screen === 'out-of-service') throw new Ended(outOfService(FAULTS[free.fault.code].what))
    if (free.screen === 'finished' || free.screen === 'refused') await screen.touch({ kind: 'finish' })
    await screen.until('a free screen', view => view.content.screen === 'attract', ANSWER_MS)
    visit.begin()
    const reached = await followWay({
      screen: visit.screen,
      tap: async () => {
        steps.begin('identify')
        const { phone, pickup, language, askPerson } = wishes
        if (pickup !== undefined) await collectWithCode({ until: visit.until, touch }, pickup, language)
        else await (phone ? logInByPhone({ until: visit.until, touch }, phone, askPerson) : show(dock, wishes))
      },
      choose: async () => {
        steps.begin('choose')
        await choose(screen, touch, wishes)
      },
      touch: async command => {
        steps.begin(command.kind)
        await (command.kind === 'select-register' ? chooseRegister(screen, touch, wishes) : touch(command))
      },
    })
    if (reached === 'card-pin') {
      steps.begin('pin')
      await typePin({ until: visit.until, touch }, wishes.pin)
    }
    await reach(['previewing'])
    await chooseCopiesHere({ view: screen.view, touch }, wishes.copies)
    const { documentId, kind, edition, quote: offered } = await reach(['previewing'])
    if (wishes.pickup !== undefined) known.collected = { kind, edition }
    refuseFewer(wishes.copies, offered.copies)
    if (!(await visit.previewFile(documentId))) throw new Ended(both('预览已撤回', 'the preview was withdrawn'))
    steps.begin('confirm')
    known.isOrdered = true
    await touch({ kind: 'confirm' })
    const ordered = await reach(['printing', 'paying'])
    const { quote, orderNumber } = ordered
    known.order = { orderNumber, amountFen: quote.amountFen, free: quote.freeCopies, paid: quote.paidCopies }
    if (ordered.screen === 'paying') {
      steps.begin('pay')
      if (!wishes.pay)
        throw new Ended(
          both('这次要付钱：用 --pay 在手机页面上支付', 'the visit costs something; --pay pays it on the phone page'),
        )
      known.payment = 'under-way'
      await wishes.pay(ordered.codeUrl)
      await reach(['printing', 'finished'])
      known.payment = 'paid'
    }
    steps.begin('print')
    known.end = await reach(['finished'], PAPER_MS)
    steps.begin('settle')
    const settled = await visit.until(
      'the settlement',
      ({ content }) => content.screen === 'finished' && content.freeCopiesLeft !== null,
      ANSWER_MS,
    )
    // What the screen said before the server had spoken is no settlement.
    if (settled.content.screen === 'finished') known.end = settled.content
    if (wishes.badCopies && settled.content.screen === 'finished' && settled.content.canTellBadPrint) {
      steps.begin('reprint')
      known.reprint = await tellBadCopies(visit, touch, wishes.badCopies)
    }
    if (wishes.takingPhone) {
      steps.begin('take-along')
      known.takenAlong = await takeAlong(visit, touch, known.end.canTakeAlong, wishes.takingPhone)
    }
    steps.end()
    if (known.end.copiesDelivered < wishes.copies)
      why = known.end.fault ? FAULTS[known.end.fault.code].what : NOT_EVERY_COPY
    why ??= known.reprint?.why ?? null
  })
  steps.end()
  // The next one finds a free screen, whatever has become of this visit.
  await part(async () => {
    touches += 1
    await screen.touch({ kind: 'finish' })
    await screen.until(
      'a free screen',
      ({ content }) =>
        content.screen === 'attract' || content.screen === 'out-of-service' || content.screen === 'refused',
      ANSWER_MS,
    )
  })
  return reportOf({ wishes, dock, why, isBroken, known, steps: steps.ended, touches })
}

/** Holds what the visitor comes with to its reader. */
const TAP_CARD = both('请在读卡器上刷校园卡', 'hold the campus card to the reader')
const LAY_ID_CARD = both('请放上身份证', 'lay the identity card on its reader')

async function show(dock: Dock | null, { card, byIdCard = false, askPerson }: VisitWishes): Promise<void> {
  if (!dock) return askPerson?.(byIdCard ? LAY_ID_CARD : TAP_CARD)
  if (!byIdCard) return dock.act('/tap', { uid: card })
  const idCard = (await dock.state()).notableCards.find(({ uid }) => uid === card)?.idCard
  if (!idCard) throw new Error(`no identity card of the holder of ${card} is known here`)
  // One that has lain there since the last visit is seen as new only when it was taken away.
  await dock.act('/lift-id', {})
  await dock.act('/lay-id', { name: idCard.name, idNumber: idCard.idNumber })
}

async function chooseRegister(screen: KioskScreen, touch: KioskScreen['touch'], wishes: VisitWishes): Promise<void> {
  const { content } = screen.view()
  const registers = content.screen === 'choosing-register' ? content.registers : []
  const { register = 1 } = wishes
  if (register > registers.length)
    throw new Ended(
      noRegister(
        register,
        registers.map(({ title }) => title),
      ),
    )
  await touch({ kind: 'select-register', index: register - 1 })
}

/** Chooses the document and the copies that are wished for, as somebody with a finger does. */
async function choose(screen: KioskScreen, touch: KioskScreen['touch'], wishes: VisitWishes): Promise<void> {
  const { content, language } = screen.view()
  const offers = content.screen === 'choosing' ? content.offers : []
  const index = offers.findIndex(offer => offer.kind === wishes.document && offer.edition === wishes.edition)
  const offer = offers[index]
  if (!offer) throw new Ended(notOffered(wishes, offers.map(one => `${one.kind}/${one.edition}`).join(', ')))
  if (offer.unavailable && !offer.opensWithPin) throw new Ended(offer.unavailable)
  if (wishes.language !== language) await touch({ kind: 'set-language', language: wishes.language })
  await touch({ kind: 'select-offer', index })
  for (let copies = 2; copies <= wishes.copies; copies++) await touch({ kind: 'set-copies', copies })
}

const outOfService = (why: Bilingual): Bilingual =>
  both(`自助机暂停服务：${why.zh}`, `the kiosk is out of service: ${why.en}`)

const noRegister = (register: number, titles: readonly Bilingual[]): Bilingual =>
  both(
    `没有第 ${register} 段学籍；有的是 ${titles.map(({ zh }) => zh).join('、')}`,
    `there is no register ${register}; there are ${titles.map(({ en }) => en).join(', ')}`,
  )

const notOffered = ({ document, edition }: VisitWishes, there: string): Bilingual =>
  both(
    `没有 ${document} 的 ${edition} 版；有的是 ${there}`,
    `no ${document} in ${edition} is offered; there are ${there}`,
  )

const wordsOfScreen = (content: ScreenContent): Bilingual =>
  'fault' in content && content.fault
    ? FAULTS[content.fault.code].what
    : both(`屏幕转到了 ${content.screen}`, `the screen went to ${content.screen}`)

const LOST = both(
  '自助机程序不再答复，等了也没有再启动',
  'the station does not answer any more, and did not come back while it was waited for',
)

/** Of a device or a gateway, in its own words. */
function wordsOfError(error: unknown): Bilingual {
  const words = error instanceof Error ? error.message : String(error)
  return both(words, words)
}

/** The kiosk's own limit is met before anything is ordered: another number than was asked for is never paid. */
function refuseFewer(wanted: number, offered: number): void {
  if (wanted === offered) return
  throw new Ended(
    both(
      `这台自助机一次最多打 ${offered} 份：没有下单，也没有付款`,
      `the kiosk prints ${offered} copies at most at a time: nothing was ordered or paid`,
    ),
  )
}
