"""Asks LibreOffice for the signatures and cells of workbooks: one JSON line each. Run by LibreOffice's own Python.

usage: signatures.py <folder for the profile> <workbook>…
"""
import json
import os
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue

profile, files = os.path.abspath(sys.argv[1]), sys.argv[2:]
pipe = f"nianbao{os.getpid()}"


def named(name, value):
    found = PropertyValue()
    found.Name, found.Value = name, value
    return found


def connect():
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(400):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            time.sleep(0.25)
    sys.exit("LibreOffice did not start")


def signatures(service, url):
    stream = service("com.sun.star.ucb.SimpleFileAccess").openFileRead(url)
    properties = uno.Any("[]com.sun.star.beans.PropertyValue", (named("StorageFormat", "ZipFormat"),))
    factory = service("com.sun.star.embed.StorageFactory")
    storage = uno.invoke(factory, "createInstanceWithArguments", ((stream, 1, properties),))
    found = service("com.sun.star.security.DocumentDigitalSignatures").verifyDocumentContentSignatures(storage, None)
    return [
        {
            "valid": item.SignatureIsValid,
            "certificateIsValid": item.CertificateStatus == 0,
            "signer": item.Signer.SubjectName if item.Signer else None,
        }
        for item in found
    ]


def cells(service, url):
    document = service("com.sun.star.frame.Desktop").loadComponentFromURL(url, "_blank", 0, (named("Hidden", True),))
    try:
        sheets = [document.Sheets.getByIndex(index) for index in range(document.Sheets.Count)]
        return {sheet.Name: sheet.getCellRangeByName("A1:I9").getDataArray() for sheet in sheets}
    finally:
        document.close(True)


office = subprocess.Popen(
    ["soffice", "--headless", "--norestore", f"-env:UserInstallation=file://{profile}", f"--accept=pipe,name={pipe};urp"],
    stdout=subprocess.DEVNULL,
    stderr=subprocess.DEVNULL,
)
try:
    context = connect()
    service = lambda name: context.ServiceManager.createInstanceWithContext(name, context)
    for file in files:
        url = uno.systemPathToFileUrl(os.path.abspath(file))
        print(json.dumps({"signatures": signatures(service, url), "cells": cells(service, url)}), flush=True)
    service("com.sun.star.frame.Desktop").terminate()
finally:
    try:
        office.wait(20)
    except subprocess.TimeoutExpired:
        office.terminate()
