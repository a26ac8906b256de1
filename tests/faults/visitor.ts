import { setTimeout as delay } from 'node:timers/promises'
import { expect } from 'vitest'
import { acceptanceAddressOf, type KioskScreen, openKioskScreen } from '../../cli/kiosk-screen.ts'
import type { KioskView, ScreenContent, ScreenName } from '../../src/contract/kiosk-view.ts'
import type { FaultCode } from '../../src/fault.ts'
import { followWay } from '../../src/session/way-to-preview.ts'
import type { Demo } from '../e2e/demo.ts'
import { WAIT_AT_MOST_MS } from '../patience.ts'

type Content<Name extends ScreenName> = Extract<ScreenContent, { screen: Name }>
export type Wish = { readonly kind: string; readonly edition: string; readonly copies: number }

/** A card that comes again sooner is one that still lies on the reader. */
const REST_MS = 1_600
/** The ID-card module must have looked twice and seen nothing before another card can be one. */
const LIFTED_MS = 1_200

/** Somebody who stands before the kiosk: taps, touches, and reads what the screen says. */
export interface Visitor {
  readonly screen: KioskScreen
  view(): KioskView
  /** Waits for a screen that fits. */
  sees<Name extends ScreenName>(name: Name, holds?: (content: Content<Name>) => boolean): Promise<Content<Name>>
  /** Waits for a refusal by this fault, with what it says of the money, and for the free screen that follows by itself. */
  isRefused(code: FaultCode): Promise<void>
  tap(uid: string): Promise<void>
  /** Lays the ID card that belongs to a notable card, with another name on it if one is given. */
  laysIdCardOf(uid: string, name?: string): Promise<void>
  touch: KioskScreen['touch']
  /** Goes on, behind a card that was tapped or laid, to the choice of documents. */
  mayChoose(): Promise<void>
  /** Taps a card, chooses and goes on to the preview, or to the refusal that comes first. */
  asksFor(uid: string, wish: Wish): Promise<void>
  /** The same, and orders. */
  orders(uid: string, wish: Wish): Promise<void>
  /** What the server says of the person's free copies: a new visit, ended at once. */
  freeCopiesOf(uid: string): Promise<number>
  /** Ends the visit from the last screen. */
  leaves(): Promise<void>
  close(): void
}

/** Opens the screen of a running demo's kiosk, and waits until it is free. */
export async function visitorAt({ running, dock }: Pick<Demo, 'running' | 'dock'>): Promise<Visitor> {
  const screen = await openKioskScreen(acceptanceAddressOf(running.terminal), { callWithinMs: WAIT_AT_MOST_MS })
  const tappedMs = new Map<string, number>()
  const means = { screen: screen.screen, touch: screen.touch }
  const visitor: Visitor = {
    screen,
    view: screen.view,
    sees: async (name, holds = () => true) => {
      const fits = ({ content }: KioskView) => content.screen === name && holds(content as Content<typeof name>)
      return (await screen.until(name, fits, WAIT_AT_MOST_MS)).content as Content<typeof name>
    },
    isRefused: async code => {
      const { fault, money } = await visitor.sees('refused')
      expect(fault.code).toBe(code)
      expect(money).toEqual({ kind: 'nothing-charged' })
      await visitor.sees('attract', content => content.fault === null)
      expect(visitor.view().visitor).toBeNull()
    },
    tap: async uid => {
      await delay(Math.max(0, (tappedMs.get(uid) ?? 0) + REST_MS - performance.now()))
      await dock.act('/tap', { uid })
      tappedMs.set(uid, performance.now())
    },
    laysIdCardOf: async (uid, name) => {
      const idCard = (await dock.state()).notableCards.find(card => card.uid === uid)?.idCard
      if (!idCard) throw new Error(`nobody holds ${uid}`)
      await delay(LIFTED_MS)
      await dock.act('/lay-id', { ...idCard, name: name ?? idCard.name })
    },
    touch: screen.touch,
    mayChoose: async () => {
      expect(await followWay({ ...means, tap: async () => {}, choose: async () => {} }, 'choosing')).toBe('choosing')
    },
    asksFor: async (uid, { kind, edition, copies }) => {
      await visitor.sees('attract')
      await followWay({
        ...means,
        tap: () => visitor.tap(uid),
        choose: async () => {
          const { offers } = await visitor.sees('choosing')
          const index = offers.findIndex(
            offer => offer.kind === kind && offer.edition === edition && !offer.unavailable,
          )
          if (index < 0) throw new Error(`${uid} can have no ${kind}`)
          await screen.touch({ kind: 'select-offer', index })
          await screen.touch({ kind: 'set-copies', copies })
        },
      })
    },
    orders: async (uid, wish) => {
      await visitor.asksFor(uid, wish)
      await visitor.sees('previewing')
      await screen.touch({ kind: 'confirm' })
    },
    freeCopiesOf: async uid => {
      await visitor.sees('attract')
      await visitor.tap(uid)
      await visitor.mayChoose()
      // Null is for who collects what is another person's, and nobody here does.
      const freeCopiesLeft = visitor.view().visitor!.freeCopiesLeft!
      await screen.touch({ kind: 'finish' })
      await visitor.sees('attract')
      return freeCopiesLeft
    },
    leaves: async () => {
      await screen.touch({ kind: 'finish' })
      await visitor.sees('attract')
    },
    close: screen.close,
  }
  await visitor.sees('attract')
  return visitor
}
