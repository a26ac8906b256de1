import { LANGUAGE_FACTS } from '../../src/words/languages.ts'
import { LanguageMenu, type LanguageMenuProps } from './language-menu.tsx'
import { PressButton } from './press-button.tsx'

/** The way to another language: of two, a button that names the other one; of more, a small choice. */
export function OtherLanguage(props: LanguageMenuProps) {
  const others = props.languages.filter(one => one !== props.language)
  const [other] = others
  if (other === undefined) return null
  if (others.length > 1) return <LanguageMenu {...props} />
  return (
    <PressButton
      look={props.look}
      lang={other}
      {...(props.className === undefined ? {} : { className: props.className })}
      onPress={() => props.onLanguage(other)}
    >
      {LANGUAGE_FACTS[other].name}
    </PressButton>
  )
}
