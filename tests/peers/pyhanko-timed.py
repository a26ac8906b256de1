"""Reads one JSON request a line, does that work `count` times with pyHanko in this process, and answers with a JSON line of
the times in ms. Keys, certificates and files are read once, before anything is timed. The first request of a kind warms up."""
import datetime
import io
import json
import logging
import sys
import time

from asn1crypto import keys, pem, x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

logging.disable(logging.CRITICAL)
WARM_UP = 5


def read(path):
    with open(path, 'rb') as file:
        return file.read()


def certificates(path):
    return [x509.Certificate.load(der) for _, _, der in pem.unarmor(read(path), multiple=True)]


def verifying(request):
    data = read(request['file'])
    roots = certificates(request['anchors'])
    moment = datetime.datetime.fromisoformat(request['at'].replace('Z', '+00:00'))
    # One context for all, as our verifier too keeps what it has learned of certificates.
    context = ValidationContext(
        trust_roots=roots, moment=moment, allow_fetching=False, revocation_mode='soft-fail'
    )

    def verify():
        reader = PdfFileReader(io.BytesIO(data), strict=True)
        seals = [validate_pdf_signature(one, context) for one in reader.embedded_regular_signatures]
        stamps = [validate_pdf_timestamp(one, context) for one in reader.embedded_timestamp_signatures]
        sound = all(one.intact and one.valid and one.trusted for one in [*seals, *stamps])
        if not seals or not sound or not all(one.bottom_line for one in seals):
            raise ValueError('pyHanko does not accept the file')

    return verify


def signing(request):
    data = read(request['file'])
    own, *others = certificates(request['certificates'])
    _, _, key = pem.unarmor(read(request['key']))
    held = SimpleCertificateStore()
    held.register_multiple(others)
    signer = signers.SimpleSigner(
        signing_cert=own, signing_key=keys.PrivateKeyInfo.load(key), cert_registry=held
    )
    meta = signers.PdfSignatureMetadata(
        field_name='Seal',
        md_algorithm='sha256',
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )

    def sign():
        out = io.BytesIO()
        signers.PdfSigner(meta, signer=signer).sign_pdf(IncrementalPdfFileWriter(io.BytesIO(data)), output=out)
        return out

    return sign


MAKERS = {'verify': verifying, 'sign': signing}
prepared = {}
for line in sys.stdin:
    request = json.loads(line)
    count = request.pop('count')
    name = json.dumps(request, sort_keys=True)
    try:
        if name not in prepared:
            prepared[name] = MAKERS[request['work']](request)
            for _ in range(WARM_UP):
                prepared[name]()
        work = prepared[name]
        took = []
        for _ in range(count):
            began = time.perf_counter()
            work()
            took.append((time.perf_counter() - began) * 1000)
        answer = {'tookMs': took, 'error': None}
    except Exception as error:
        answer = {'tookMs': [], 'error': f'{type(error).__name__}: {error}'[:300]}
    print(json.dumps(answer), flush=True)
