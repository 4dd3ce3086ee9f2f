"""Files of contacts in the dialects of the programs that write them, made by hand."""

from __future__ import annotations

APPLE = """\
BEGIN:VCARD
VERSION:3.0
PRODID:-//Apple Inc.//macOS 15//EN
N:Ortiz;Dana;Maria;Dr.;
FN:Dr. Dana Ortiz
ORG:Brightpath;Finance;
TITLE:Chief Financial
  Officer
item1.EMAIL;type=INTERNET:dana.ortiz@gmail.com
item1.X-ABLabel:_$!<Other>!$_
EMAIL;type=INTERNET;type=WORK;type=pref:dana@brightpath.example
NOTE:BEGIN:VCARD is no card\\, and FN:nobody neither
PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD/
 FN:still=the=picture
END:VCARD
"""

OUTLOOK = """\
BEGIN:VCARD
VERSION:2.1
N;LANGUAGE=de;CHARSET=Windows-1252:M\xfcller;J\xf6rg
FN;CHARSET=Windows-1252:M\xfcller, J\xf6rg
ORG:Nordwind GmbH;Einkauf
NOTE;ENCODING=QUOTED-PRINTABLE:Zeile=0D=0A=
FN:nobody
EMAIL;PREF;INTERNET:joerg@nordwind.example
END:VCARD

"""

ANDROID = """\
BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=4D=C3=BC=6C=6C=
=65=72;=44=61=6E=61;;;
EMAIL;HOME:d@gmx.de
END:VCARD
"""

VERSION_4 = """\
BEGIN:VCARD
VERSION:4.0
FN;PREF=1:Sam Lee
ORG;SORT-AS="Lee; Sons":Lee\\; Sons\\, Ltd.;Sales
ROLE:Head of "growth"
EMAIL;TYPE=home:sam@lee.example
EMAIL;TYPE="work,x";PREF=1:mailto:sam@sons.example
END:VCARD
BEGIN:VCARD
VERSION:4.0
KIND:group
FN:All of them
MEMBER:urn:uuid:1
END:VCARD
"""

GOOGLE = """\
First Name,Middle Name,Last Name,File As,Organization Name,Organization Title,Labels,\
E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value
Dana,,Ortiz,,Brightpath,CFO,* myContacts,* Work,dana@brightpath.example ::: d@gmail.com,,
,,,,Printer shop,,,,,,
Sam,,Lee,,,,,,sam@gmail.com,Work,sam@sons.example
"""

GOOGLE_OF_OLD = """\
Name,Given Name,Additional Name,Family Name,E-mail 1 - Type,E-mail 1 - Value,\
Organization 1 - Name,Organization 1 - Title
Dana Ortiz,Dana,,Ortiz,* Work,dana@brightpath.example,Brightpath,CFO
"""

OUTLOOK_ENGLISH = """\
"Title","First Name","Middle Name","Last Name","Suffix","Company","Department","Job Title",\
"E-mail Address","E-mail Type","E-mail Display Name"
"Mrs","Dana","","Ortiz","","Brightpath","","CFO","dana@brightpath.example","SMTP","Dana (d@x.y)"
"""

OUTLOOK_GERMAN = """\
"Anrede";"Vorname";"Weitere Vornamen";"Nachname";"Firma";"Position";"E-Mail-Adresse";\
"E-Mail-Typ";"E-Mail: Angezeigter Name";"E-Mail 2: Adresse"
"Herr";"Jörg";"";"Müller";"Nordwind";"Leiter";"joerg@nordwind.example";"SMTP";"J. M.";"j@gmx.de"
"""

LINKEDIN = """\
Notes:
"When exporting your connection data, you may notice that some addresses are missing."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Dana,Ortiz,https://www.linkedin.com/in/dana,,Brightpath,CFO,21 Nov 2026
Sam,Lee,https://www.linkedin.com/in/sam,sam@sons.example,"Lee, Sons",Owner,20 Nov 2026
"""

GOOGLE_IN_JAPAN = """\
Name,Given Name,Family Name,E-mail 1 - Value,Organization 1 - Name,Organization 1 - Title
佐藤 一郎,一郎,佐藤,ichiro@higashi.example,株式会社ヒガシ,営業部
"""

GERMAN_BY_HAND = """\
Kürzel;Name;Vorname;E-Mail;Funktion
Mü;Müller;Jörg;joerg@nordwind.example;Leiter
"""

THUNDERBIRD = """\
First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Job Title,Organization
Dana,Ortiz,Dana Ortiz,,dana@brightpath.example,d@gmail.com,CFO,Brightpath
"""

BY_HAND = """\
sep=;
Name;E-Mail;Firma
Dana Ortiz;dana@brightpath.example;Brightpath
'=Sam;sam@sons.example;'+Sons
"""
