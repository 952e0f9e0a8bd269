channel-web = 本网站表格
channel-branch = 在分部当面办理
channel-import = 早先的登记
