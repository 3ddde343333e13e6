@"%~dp0..\nianbao.exe" %*
