import { type ReactNode, useEffect, useRef } from 'react'
import type { ScreenName } from '../../src/contract/kiosk-view.ts'
import { useKiosk } from './kiosk-context.ts'

export interface ScreenProps {
  readonly name: ScreenName
  readonly title?: ReactNode
  readonly lead?: ReactNode
  /** Pictures, figures and sentences: nothing to touch. */
  readonly children?: ReactNode
  /** What is touched besides the buttons at the bottom. Moves into reach when the visitor asks for that. */
  readonly controls?: ReactNode
  /** Drawn beside the title in the upper part while the controls are lowered, which would stand empty otherwise. */
  readonly lowPicture?: ReactNode
  /** Which part takes the room that is left. */
  readonly grows?: 'stage' | 'controls'
  /** From the way out on the left to the one primary button on the right. */
  readonly nav: ReactNode
}

/** One screen: a stage to look at, controls to touch, and the row of buttons at the bottom. */
export function Screen(props: ScreenProps) {
  const heading = useFocusOnArrival(props.name)
  const { name, title, lead, children, controls, lowPicture, grows = 'stage', nav } = props
  return (
    <>
      <main className={`screen ${name} grows-${grows} ${controls ? 'has-controls' : ''}`}>
        <section className="stage">
          {title && (
            <div className="heading">
              <h1 ref={heading} tabIndex={-1}>
                {title}
              </h1>
              {lead && <p className="lead">{lead}</p>}
            </div>
          )}
          {lowPicture && <div className="low-picture">{lowPicture}</div>}
          {children}
        </section>
        {controls && <section className="controls">{controls}</section>}
      </main>
      <nav className="nav">{nav}</nav>
    </>
  )
}

/** Whoever cannot see the screen is read the title of each new one. */
function useFocusOnArrival(name: ScreenName) {
  const heading = useRef<HTMLHeadingElement>(null)
  const { asking } = useKiosk().view
  useEffect(() => {
    if (name && !asking) heading.current?.focus({ preventScroll: true })
  }, [name, asking])
  return heading
}
