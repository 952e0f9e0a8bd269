channel-booth = a SAMPLE booth
