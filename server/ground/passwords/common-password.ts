/** What passwords that everybody tries first are put together of: words, names, and walks over a keyboard. */
const CHUNKS = [
  ...[
    'password',
    'passwort',
    'passwd',
    'pass',
    'word',
    'letmein',
    'welcome',
    'admin',
    'administrator',
    'root',
    'login',
  ],
  ...['user', 'guest', 'test', 'master', 'secret', 'default', 'changeme', 'change', 'hello', 'world', 'iloveyou'],
  ...['loveyou', 'love', 'you', 'forever', 'baby', 'angel', 'princess', 'sunshine', 'monkey', 'dragon', 'shadow'],
  ...['football', 'baseball', 'basketball', 'superman', 'batman', 'pokemon', 'starwars', 'michael', 'jordan', 'jesus'],
  ...['computer', 'internet', 'google', 'windows', 'microsoft', 'qwerty', 'azerty', 'summer', 'winter', 'spring'],
  ...['autumn', 'freedom', 'whatever', 'trustno', 'killer', 'charlie', 'donald', 'abc', 'xyz', 'china', 'beijing'],
  ...['shanghai', 'student', 'teacher', 'school', 'university', 'college', 'zhongguo', 'daxue', 'xuesheng', 'laoshi'],
  ...['woaini', 'woaiwojia', 'aini', 'nihao', 'mima', 'wode', 'admin', 'zhang', 'wang', 'liu', 'chen', 'yang', 'huang'],
  ...['xiaoming', 'baobao', 'laopo', 'laogong', 'asdfghjkl', 'asdfgh', 'asdf', 'zxcvbnm', 'zxcvbn', 'zxcv', 'qwer'],
  ...['qazwsxedc', 'qazwsx', 'qaz', 'wsx', 'edc', 'qweasdzxc', 'qweasd', 'qwe', 'asd', 'zxc', 'aaa', 'dearbook'],
].sort((a, b) => b.length - a.length)
/** Letters as signs and digits stand for them. */
const STANDS_FOR: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}
/** In the order of a keyboard or of the alphabet, and back. */
const ROWS = ['abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm']
const WALK_CHARACTERS = 4
/** So many characters must be left that nobody would try first. */
const OWN_CHARACTERS = 4
const DIFFERENT_CHARACTERS = 5

/**
 * Whether a password is one of those that are tried first: what is left of it without common words, walks over the keyboard, digits at
 * their side, repetitions and the name of the account, is next to nothing. `account`: a login name, or an address of mail.
 */
export function isCommonPassword(password: string, account: string): boolean {
  const plain = password.normalize('NFKC').toLowerCase()
  if (new Set(plain).size < DIFFERENT_CHARACTERS || /^[\d\W_]+$/u.test(plain.replaceAll(/[^\p{ASCII}]/gu, 'a')))
    return true
  const name = account.replace(/@[^@]*$/, '').toLowerCase()
  const read = [plain, plain.replaceAll(/[013457@$!]/g, sign => STANDS_FOR[sign] ?? sign)]
  return read.some(text => ownCharacters(text, name) < OWN_CHARACTERS)
}

function ownCharacters(text: string, name: string): number {
  let left = name.length >= WALK_CHARACTERS ? text.replaceAll(name, ' ') : text
  for (const walk of walksIn(left)) left = left.replaceAll(walk, ' ')
  for (const chunk of CHUNKS) left = left.replaceAll(chunk, ' ')
  return left
    .replaceAll(/(.)\1{2,}/g, ' ')
    .replaceAll(/[\d\s]/g, '')
    .replaceAll(/[^\p{L}\p{N}]/gu, '').length
}

function walksIn(text: string): string[] {
  const rows = ROWS.flatMap(row => [row, [...row].reverse().join('')])
  const found: string[] = []
  for (let at = 0; at + WALK_CHARACTERS <= text.length; at++) {
    let length = WALK_CHARACTERS
    while (at + length <= text.length && rows.some(row => row.includes(text.slice(at, at + length)))) length++
    if (length > WALK_CHARACTERS) found.push(text.slice(at, at + length - 1))
  }
  return found.sort((a, b) => b.length - a.length)
}
