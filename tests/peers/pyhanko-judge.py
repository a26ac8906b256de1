"""Reads one JSON request a line and answers with one JSON line: what pyHanko says of a PDF's signatures."""
import datetime
import json
import logging
import signal
import sys
import time

from asn1crypto import crl, pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pyhanko_certvalidator import ValidationContext

logging.disable(logging.CRITICAL)


class TooSlow(BaseException):
    pass


def stop(*_):
    raise TooSlow()


def certificates(path):
    with open(path, 'rb') as file:
        return [x509.Certificate.load(der) for _, _, der in pem.unarmor(file.read(), multiple=True)] if path else []


def read(path):
    with open(path, 'rb') as file:
        return file.read()


def context(request):
    at = request['at']
    return ValidationContext(
        trust_roots=certificates(request['anchors']),
        other_certs=[one for path in request['intermediates'] for one in certificates(path)],
        crls=[crl.CertificateList.load(read(path)) for path in request['crls']],
        moment=datetime.datetime.fromisoformat(at.replace('Z', '+00:00')) if at else None,
        allow_fetching=False,
        revocation_mode='soft-fail',
    )


def judge(request):
    with open(request['file'], 'rb') as file:
        reader = PdfFileReader(file, strict=True)
        signatures = []
        for one in reader.embedded_regular_signatures:
            status = validate_pdf_signature(one, context(request))
            signatures.append(facts(one, status))
        for one in reader.embedded_timestamp_signatures:
            signatures.append(facts(one, validate_pdf_timestamp(one, context(request))))
        return signatures


def facts(one, status):
    # A document timestamp has no bottom line of its own.
    accepted = getattr(status, 'bottom_line', status.intact and status.valid and status.trusted)
    return {
        'field': one.field_name,
        'accepted': bool(accepted),
        'intact': bool(status.intact),
        'trusted': bool(status.trusted),
        'coverage': getattr(status.coverage, 'name', None),
        'changes': getattr(getattr(status, 'modification_level', None), 'name', None),
    }


signal.signal(signal.SIGALRM, stop)
for line in sys.stdin:
    request = json.loads(line)
    answer = {'file': request['file'], 'signatures': [], 'error': None}
    began = time.monotonic()
    signal.setitimer(signal.ITIMER_REAL, request['limitMs'] / 1000)
    try:
        answer['signatures'] = judge(request)
    except TooSlow:
        answer['error'] = 'timeout'
    except Exception as error:
        answer['error'] = f'{type(error).__name__}: {error}'[:300]
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    answer['tookMs'] = (time.monotonic() - began) * 1000
    print(json.dumps(answer), flush=True)
