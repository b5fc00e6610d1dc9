"""watch_interface.py INTERFACE FILE: a line for each packet sent there for another machine, or to ask for a name."""

import ipaddress
import socket
import sys

IPV4 = 0x0800
EVERYTHING = 0x0003  # who asks for one protocol is not shown what goes out
OUTGOING = 4
NAMES = 53  # a resolver may run on the machine itself

listener = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(EVERYTHING))
listener.bind((sys.argv[1], EVERYTHING))
with open(sys.argv[2], "w", encoding="utf-8") as file:  # noqa: PTH123 - flushed line by line
    while True:
        packet, (_, protocol, direction, *_) = listener.recvfrom(65535)
        if protocol != IPV4 or direction != OUTGOING:
            continue
        header = packet[14:]
        target = ipaddress.IPv4Address(header[16:20])
        port = int.from_bytes(header[(header[0] & 15) * 4 :][2:4], "big")
        if not target.is_loopback or port == NAMES:
            file.write(f"{target} port {port}\n")
            file.flush()
