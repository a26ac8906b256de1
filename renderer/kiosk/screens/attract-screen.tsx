import { useEffect } from 'react'
import { secondLanguage } from '../../../src/contract/texts.ts'
import { PressButton } from '../../ui/press-button.tsx'
import { CheckPaperButton } from '../check-paper-button.tsx'
import { FaultNote } from '../fault-note.tsx'
import { howWords } from '../how-words.ts'
import { type ContentOf, useKiosk, useWords } from '../kiosk-context.ts'
import { Screen } from '../screen.tsx'
import { Condition, Prices, Ways } from './attract-parts.tsx'

/** What the machine does, what it costs and how it is today, before anyone begins. The whole screen may be touched. */
export function AttractScreen({ content }: { readonly content: ContentOf<'attract'> }) {
  const { started, readers, phoneLogin, pickups, fault } = content
  const usable = readers.campusCard || readers.idCard || phoneLogin || pickups
  useTouchAnywhere(!started && usable)
  if (started) return <StartedScreen content={content} />
  return <IdleScreen content={content} usable={usable} fault={fault && <FaultNote fault={fault} tone="wait" />} />
}

function IdleScreen(props: { content: ContentOf<'attract'>; usable: boolean; fault: React.ReactNode }) {
  const { send } = useKiosk()
  const { t, language } = useWords()
  const other = useWords(secondLanguage(language))
  return (
    <Screen
      name="attract"
      title={<span className="hero">{t('attract.headlineLines')}</span>}
      lead={
        <span lang={other.language}>
          <bdi>{other.t('attract.headline')}</bdi>
        </span>
      }
      nav={
        <>
          {props.content.canCheckPaper && <CheckPaperButton />}
          {props.usable && (
            <PressButton look="act" className="wide" onPress={() => send({ kind: 'start' })}>
              <span>{t('attract.start')}</span>
              <span className="second" lang={other.language}>
                <bdi>{other.t('attract.start')}</bdi>
              </span>
            </PressButton>
          )}
        </>
      }
    >
      {props.fault}
      <Ways content={props.content} />
      <Prices content={props.content} />
      <Condition content={props.content} />
    </Screen>
  )
}

function StartedScreen({ content }: { readonly content: ContentOf<'attract'> }) {
  const { send } = useKiosk()
  const { t } = useWords()
  const { title, lead } = howWords(content)
  return (
    <Screen
      name="attract"
      title={t(title)}
      lead={t(lead)}
      nav={
        <PressButton look="quiet" onPress={() => send({ kind: 'finish' })}>
          {t('nav.back')}
        </PressButton>
      }
    >
      <Ways content={content} />
      <Condition content={content} />
    </Screen>
  )
}

/** Any touch that is not on a button of its own begins the visit. */
function useTouchAnywhere(enabled: boolean) {
  const { send } = useKiosk()
  useEffect(() => {
    if (!enabled) return
    const touch = (event: MouseEvent) => {
      if (event.target instanceof Element && event.target.closest('button')) return
      send({ kind: 'start' })
    }
    document.addEventListener('click', touch)
    return () => document.removeEventListener('click', touch)
  }, [enabled, send])
}
