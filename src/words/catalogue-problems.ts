const PLURAL = /_(zero|one|two|few|many|other)$/

/**
 * What is wrong with the words of a language beside those of the house's first one, one line each: sentences that are missing, that
 * nobody asks for, that are empty, that fill in other values, or that lack a plural form of their language.
 */
export function catalogueProblems(first: object, words: object, language: string): string[] {
  const [expected, said] = [sentencesOf(first), sentencesOf(words)]
  const [expectedKeys, saidKeys] = [plainKeys(expected), plainKeys(said)]
  return [
    ...[...expectedKeys].filter(key => !saidKeys.has(key)).map(key => `${key} is missing`),
    ...[...saidKeys].filter(key => !expectedKeys.has(key)).map(key => `${key} is said nowhere`),
    ...[...said].flatMap(([key, text]) => (text.trim() === '' ? [`${key} is empty`] : [])),
    ...[...said].flatMap(([key, text]) => placeholderProblems(key, text, expected)),
    ...pluralProblems(said, language),
  ]
}

/** Every sentence of a catalogue by its key, plural endings included. */
export function sentencesOf(words: object, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(words).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string' ? [[prefix + key, value]] : [...sentencesOf(value as object, `${prefix}${key}.`)],
    ),
  )
}

/** The languages that a folder stands for and that the list does not have, and the other way about. */
export function unlistedFolders(folders: readonly string[], listed: readonly string[]): string[] {
  return [
    ...folders.filter(folder => !listed.includes(folder)).map(folder => `${folder} is not listed`),
    ...listed.filter(language => !folders.includes(language)).map(language => `${language} has no folder`),
  ]
}

const plain = (key: string) => key.replace(PLURAL, '')
const plainKeys = (sentences: ReadonlyMap<string, string>) => new Set([...sentences.keys()].map(plain))
const placeholders = (text: string) => new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name))

function placeholderProblems(key: string, text: string, expected: ReadonlyMap<string, string>): string[] {
  const theirs = placeholders(expected.get(`${plain(key)}_other`) ?? expected.get(plain(key)) ?? text)
  const ours = placeholders(text)
  // A form for one thing alone may well leave the number out.
  if (PLURAL.test(key) && !key.endsWith('_other')) theirs.delete('count')
  const missing = [...theirs].filter(name => !ours.has(name)).map(name => `${key} lacks {{${name}}}`)
  const known = new Set(theirs).add(PLURAL.test(key) ? 'count' : undefined)
  return [...missing, ...[...ours].filter(name => !known.has(name)).map(name => `${key} has an unknown {{${name}}}`)]
}

function pluralProblems(said: ReadonlyMap<string, string>, language: string): string[] {
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories
  const counted = new Set([...said.keys()].filter(key => PLURAL.test(key)).map(plain))
  const lacking = [...counted].flatMap(key =>
    forms.filter(form => !said.has(`${key}_${form}`)).map(form => `${key} lacks the plural form ${form}`),
  )
  const foreign = [...said.keys()].filter(key => {
    const form = PLURAL.exec(key)?.[1]
    return form !== undefined && !forms.includes(form as (typeof forms)[number])
  })
  return [...lacking, ...foreign.map(key => `${key} is a plural form that ${language} does not have`)]
}
