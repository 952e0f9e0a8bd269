channel-web = 本網站表單
channel-branch = 在分部當面辦理
channel-import = 早先的登記
