import { useRef, useState } from 'react'
import type { Me } from '../../src/contract/me-api.ts'
import { textIn } from '../ui/formats.ts'
import { Icon } from '../ui/icons.tsx'
import { PressButton } from '../ui/press-button.tsx'
import { useLeave } from '../ui/use-leave.ts'
import { useLanguage } from '../web/app-words.tsx'
import { LogOutButton } from './log-out-button.tsx'
import { homeOf } from './place.ts'
import { PlaceLink } from './place-link.tsx'
import { usePortal } from './portal-context.ts'
import { useWords } from './words.ts'

/** The ways to the other screens, and who is logged in. */
export function PortalBar({ me }: { readonly me: Me }) {
  const t = useWords()
  const { place, unread } = usePortal()
  const isRecords = place.screen === 'records' || place.screen === 'record'
  return (
    <nav className="portal-bar" aria-label={t('nav.label')}>
      <div className="wide">
        <div className="bar-links">
          <PlaceLink to={{ screen: 'apply' }} className="bar-link" isHere={place.screen === 'apply'}>
            {t('nav.apply')}
          </PlaceLink>
          <PlaceLink to={{ screen: 'records' }} className="bar-link" isHere={isRecords}>
            {t('nav.records')}
          </PlaceLink>
          <PlaceLink to={{ screen: 'contact' }} className="bar-link" isHere={place.screen === 'contact'}>
            {unread === 0 ? (
              t('nav.contact')
            ) : (
              <>
                <span className="visually-hidden">{t('nav.contactNew', { count: unread })}</span>
                <span aria-hidden="true">
                  {t('nav.contact')} <b className="unread">{unread}</b>
                </span>
              </>
            )}
          </PlaceLink>
        </div>
        <YouMenu me={me} />
      </div>
    </nav>
  )
}

/** Who is logged in, and what is one's own affair. */
function YouMenu({ me }: { readonly me: Me }) {
  const t = useWords()
  const language = useLanguage()
  const [isOpen, setIsOpen] = useState(false)
  const whole = useRef<HTMLDivElement>(null)
  const close = () => setIsOpen(false)
  useLeave(whole, isOpen, close)
  const name = textIn(language, me.nameMasked)
  const register = me.registers.find(({ isChosen }) => isChosen)
  return (
    <div className="you" ref={whole}>
      <PressButton
        look="plain"
        className="you-key"
        label={t('you.open', { name })}
        expanded={isOpen}
        onPress={() => setIsOpen(!isOpen)}
      >
        <span className="you-name">{name}</span>
        <Icon name="down" />
      </PressButton>
      {isOpen && (
        <div className="you-list">
          <p className="you-who">
            <b>{name}</b> <span className="number">{me.numberMasked}</span>
            {register && <span className="small">{textIn(language, register.title)}</span>}
          </p>
          {me.registers.length > 1 && (
            <PlaceLink to={{ screen: 'register' }} onGo={close}>
              {t('you.switch')}
            </PlaceLink>
          )}
          <PlaceLink to={{ screen: 'errands' }} onGo={close}>
            {t('errands.title')}
          </PlaceLink>
          <PlaceLink to={{ screen: 'sessions' }} onGo={close}>
            {t('you.sessions')}
          </PlaceLink>
          <PlaceLink to={{ screen: 'my-data' }} onGo={close}>
            {t('you.myData')}
          </PlaceLink>
          <PlaceLink to={{ screen: 'looks' }} onGo={close}>
            {t('you.looks')}
          </PlaceLink>
          {me.hasCardPin && <a href={`${homeOf(location.pathname)}../pin`}>{t('you.cardPin')}</a>}
          <LogOutButton />
        </div>
      )}
    </div>
  )
}
