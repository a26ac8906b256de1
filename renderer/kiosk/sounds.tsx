import { useEffect, useRef } from 'react'
import type { ScreenName } from '../../src/contract/kiosk-view.ts'
import { useKiosk } from './kiosk-context.ts'
import { play, type Tone } from './tones.ts'

/** With which tone a screen comes; the others come in silence. */
const TONES: Readonly<Partial<Record<ScreenName, Tone>>> = {
  choosing: 'done',
  finished: 'done',
  refused: 'attention',
  paying: 'attention',
}

/** The sounds of the machine, as loud as the house has set them: with some screens, while the paper is stalled, and at each touch. */
export function Sounds() {
  const { view } = useKiosk()
  const { volumePercent, touches } = view.sounds
  const { content, asking } = view
  const isStalled = content.screen === 'printing' && content.stalled !== null
  const calls: Tone | undefined = asking || isStalled ? 'attention' : TONES[content.screen]
  const mark = `${content.screen} ${asking} ${isStalled}`
  const heard = useRef(mark)
  useEffect(() => {
    if (heard.current === mark) return
    heard.current = mark
    if (calls) play(calls, volumePercent)
  }, [mark, calls, volumePercent])
  useEffect(() => {
    if (!touches || volumePercent === 0) return
    const touch = () => play('touch', volumePercent)
    document.addEventListener('pointerdown', touch)
    return () => document.removeEventListener('pointerdown', touch)
  }, [touches, volumePercent])
  return null
}
