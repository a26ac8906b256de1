/** What a machine may lack, how the titles of the tests that need it name it, and how it is had. */
const LACKING: readonly { readonly what: string; readonly named: RegExp; readonly toHave: string }[] = [
  {
    what: 'Electron',
    named: /an Electron in ELECTRON_OVERRIDE_DIST_PATH|missing here: user namespaces/,
    toHave:
      'unpack an Electron 45 and name its folder, ELECTRON_OVERRIDE_DIST_PATH=FOLDER npm test (user namespaces have to be allowed too)',
  },
  { what: 'PostgreSQL', named: /PostgreSQL/, toHave: 'install postgresql' },
  { what: 'veraPDF', named: /veraPDF/, toHave: 'Java, Maven and a way to Maven Central' },
  { what: "WeChat Pay's SDK for Java", named: /SDK for Java/, toHave: 'Java, Maven and a way to Maven Central' },
  { what: 'emupos', named: /emupos/, toHave: 'Python 3.13 and a way to PyPI' },
  { what: 'pyHanko', named: /pyHanko/, toHave: 'Python 3.10 with venv and a way to PyPI' },
  { what: 'moto', named: /moto/, toHave: 'Python 3.9 with venv and a way to PyPI' },
  { what: "CUPS' printer and ipptool", named: /ippeveprinter|ipptool/, toHave: 'install cups-ipp-utils' },
  {
    what: 'Chromium',
    named: /Chromium|page that holds no key back|under real keys/,
    toHave: 'install chromium, xvfb, openbox and xdotool',
  },
  { what: 'SoftHSM2', named: /SoftHSM2/, toHave: 'install softhsm2 and opensc' },
  { what: 'socat', named: /socat/, toHave: 'install socat' },
  { what: 'OpenSSL', named: /openssl|OpenSSL|SM3/, toHave: 'install openssl, and a Node that has SM3' },
  {
    what: 'poppler',
    named: /poppler|pdfsig|pages of a transcript|script of their bearers|as the record has it/,
    toHave: 'install poppler-utils',
  },
  { what: 'font HanaMinB', named: /HanaMinB/, toHave: 'install fonts-hanazono' },
  { what: '/proc', named: /\(Linux\)/, toHave: 'run on Linux' },
  { what: 'root', named: /only root|tmpfs/, toHave: 'run as root, on a machine or in a container of its own' },
]

/** One line for each thing that is missing, with how many tests wait for it and what to do; then the names of those that say nothing of it. */
export function leftOut(skipped: readonly string[]): string[] {
  const rest = new Set(skipped)
  const lines = LACKING.flatMap(({ what, named, toHave }) => {
    const waiting = [...rest].filter(name => named.test(name))
    for (const name of waiting) rest.delete(name)
    const tests = waiting.length === 1 ? '1 test was' : `${waiting.length} tests were`
    return waiting.length === 0 ? [] : [`${tests} left out, for there is no ${what} here. To have it: ${toHave}.`]
  })
  return [...lines, ...[...rest].map(name => `skipped: ${name}`)]
}
