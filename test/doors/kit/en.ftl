channel-kit = a SAMPLE kit, sealed before it arrived
